#!/usr/bin/env bash
# Make .venv with the first Python of 3.11 or later that can make one; say what to install where none is found.
set -euo pipefail
cd "$(dirname "$0")/.."

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
complete() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

if usable .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
  exit 0
fi

found=
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python3 python; do
  if command -v "$candidate" >/dev/null 2>&1 && usable "$candidate"; then
    found=$candidate
    complete "$candidate" && break
  fi
done
if [ -z "$found" ]; then
  echo "mouarchive needs Python 3.11 or later and found none: install it (Debian 12 or later: apt-get install" \
    "python3 python3-venv; macOS: brew install python), or name it with PYTHON=/path/to/python3" >&2
  exit 1
fi
# Debian splits venv from Python: the package carries the minor version of the interpreter it belongs to.
if ! complete "$found"; then
  minor=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  bash scripts/install-system.sh "python$minor-venv"
fi
rm -rf .venv
"$found" -m venv .venv
