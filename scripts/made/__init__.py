"""Agreements that never existed, in several versions, with their truth, printed in several layouts."""
