#!/bin/bash
# Installs below .build what others read evidence with, a reader of in-toto statements and one of
# JUnit reports, and prints the path of its Python. Without Python, pip or a network the exit status
# is 69, and the tests that ask for it are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(in-toto-attestation==0.9.3 junitparser==5.0.3)
limit_s=120
folder=$PWD/.build/evidence-validators
python=$folder/bin/python

missing() {
  printf 'error: %s\n' "$1" >&2
  exit 69
}

if ! "$python" -c 'import in_toto_attestation, junitparser' 2>/dev/null; then
  command -v python3 >/dev/null || missing 'python3 is not on the path'
  rm -rf "$folder"
  timeout "$limit_s" python3 -m venv "$folder" >&2 || missing 'python3 cannot make an environment'
  timeout "$limit_s" "$python" -m pip --quiet --disable-pip-version-check \
    install "${packages[@]}" >&2 || missing "${packages[*]} could not be installed"
fi
echo "$python"
