#!/usr/bin/env bash
# Install the Debian packages named as arguments; where that is not possible, say exactly what to install and fail.
set -euo pipefail

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    as_root=()
  elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    echo "cannot install system packages here (not root, and sudo asks for a password): run" \
      "'sudo apt-get install $*' and try again" >&2
    exit 1
  fi
  echo "installing $*"
  # ${a[@]+...}: an empty list is an unset variable to bash before 4.4
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq || true
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
else
  echo "this system has no apt-get: install what Debian calls '$*' and try again" >&2
  exit 1
fi
