#!/bin/bash
# Installs check-jsonschema below .build and prints its path. Without Python, pip or a network the
# exit status is 69, and the tests that ask for it are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.39.0
limit_s=120
folder=$PWD/.build/schema-validator
program=$folder/bin/check-jsonschema

missing() {
  printf 'error: %s\n' "$1" >&2
  exit 69
}

if ! [[ -x $program ]]; then
  command -v python3 >/dev/null || missing 'python3 is not on the path'
  rm -rf "$folder"
  timeout "$limit_s" python3 -m venv "$folder" >&2 || missing 'python3 cannot make an environment'
  timeout "$limit_s" "$folder/bin/pip" --quiet --disable-pip-version-check \
    install "check-jsonschema==$version" >&2 ||
    missing "check-jsonschema $version could not be installed"
fi
echo "$program"
