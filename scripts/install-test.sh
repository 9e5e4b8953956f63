#!/usr/bin/env bash
# Install what the tests use: pinned tools into .venv; a browser, fonts, pdftotext and git from the system.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all: \
  --requirement requirements-test.txt
# Draws redlines as PDF; it has no wheel for every system, and its tests are skipped without it.
.venv/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all: \
  --requirement requirements-pdf.txt 2>/dev/null ||
  echo "note: no WeasyPrint here, so the tests of --format pdf are skipped" >&2

have() {
  local command
  for command in "$@"; do
    if command -v "$command" >/dev/null 2>&1 || [ -e "$command" ]; then return 0; fi
  done
  return 1
}

debian=()
brew=()
need() { # DEBIAN-PACKAGE HOMEBREW-PACKAGE COMMAND...
  local package=$1 formula=$2
  shift 2
  if ! have "$@"; then
    debian+=("$package")
    brew+=("$formula")
  fi
}
need git git git
need poppler-utils poppler pdftotext
need chromium "--cask chromium" chromium chromium-browser google-chrome \
  "/Applications/Chromium.app/Contents/MacOS/Chromium" \
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
if ! .venv/bin/python -c 'import tesserocr' 2>/dev/null; then
  need tesseract-ocr tesseract tesseract
fi
# Pages are drawn with fonts that every machine has, so that screenshots and line breaks are alike.
if [ "$(uname)" != Darwin ]; then
  need fonts-liberation liberation-fonts /usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf \
    /usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf /usr/share/fonts/liberation/LiberationSans-Regular.ttf
  # Opens the Word redlines and accepts and rejects their changes; 280 MB with all they need. Elsewhere these tests
  # are skipped where it is not installed.
  need libreoffice-writer-nogui libreoffice soffice libreoffice
  need libpangoft2-1.0-0 pango /usr/lib/*-linux-gnu/libpangoft2-1.0.so.0
  need python3-uno libreoffice /usr/lib/python3/dist-packages/uno.py
fi

if [ ${#debian[@]} = 0 ]; then
  exit 0
fi
if [ "$(uname)" = Darwin ]; then
  echo "the tests need programs that are not here: run" >&2
  printf '  brew install %s\n' "${brew[@]}" >&2
  echo "and try again" >&2
  exit 1
fi
bash scripts/install-system.sh "${debian[@]}"
