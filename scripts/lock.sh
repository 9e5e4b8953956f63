#!/usr/bin/env bash
# Pin every dependency, with hashes, into requirements*.txt; upgrade them all with: scripts/lock.sh --upgrade
#
# A compiled requirements file is used, not a lock file that names download addresses:
# the same pins must install from any mirror, and say nothing about ours.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || .venv/bin/python -m pip install --quiet uv

compile() { # OUTPUT ARGUMENTS...
  local output=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    --no-emit-index-url --no-emit-find-links --output-file "$output" "$@"
  # Standing on top, so that nobody edits it by hand; the compiler reads over it the next time.
  { echo "# Made from pyproject.toml by scripts/lock.sh"; cat "$output"; } >"$output.new"
  mv "$output.new" "$output"
}

# Print the requirements that pyproject.toml lists under a key, one a line.
listed() {
  .venv/bin/python - "$@" <<'PY'
import sys
import tomllib

with open("pyproject.toml", "rb") as handle:
    found = tomllib.load(handle)
for key in sys.argv[1:]:
    found = found[key]
print(*found, sep="\n")
PY
}

compile requirements.txt "$@" pyproject.toml
# What builds this package, and bagit, the one dependency that comes as source alone: pinned like the rest,
# so that installing needs no build environment filled with whatever is newest that day.
{ listed build-system requires; echo "setuptools-scm>=8"; } |
  compile requirements-build.txt "$@" --constraints requirements.txt -
for extra in ocr pdf; do
  listed project optional-dependencies "$extra" |
    compile "requirements-$extra.txt" "$@" --constraints requirements.txt -
done
compile requirements-test.txt "$@" --constraints requirements.txt --group test
