"""What each page shows, as frozen values made from the store; templates only lay them out."""

from __future__ import annotations
