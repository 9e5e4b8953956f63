#!/usr/bin/env bash
# Install the pinned packages mouarchive runs on, and mouarchive itself from this checkout, into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

echo "installing mouarchive into .venv"
pip install --quiet --require-hashes --only-binary :all: --requirement requirements-build.txt
# Wheels alone, so that no package's own code runs while it is installed; bagit has none.
pip install --quiet --require-hashes --only-binary :all: --no-binary bagit --no-build-isolation \
  --requirement requirements.txt
# Reading scans is an extra: it has no wheel for every system, and the archive works without it.
if ! pip install --quiet --require-hashes --only-binary :all: --requirement requirements-ocr.txt 2>/dev/null \
  && ! command -v tesseract >/dev/null 2>&1; then
  echo "note: no OCR here, so scanned pages will be listed as unread; install tesseract to read them" \
    "(Debian: apt-get install tesseract-ocr; macOS: brew install tesseract), then run: make build"
fi
pip install --quiet --no-deps --no-build-isolation --editable .
