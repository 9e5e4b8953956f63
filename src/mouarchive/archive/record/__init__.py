"""What people assert, in `documents/`: read, checked and corrected."""
