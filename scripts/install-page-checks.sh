#!/bin/bash
# Puts what is needed to look at pages in a browser into a virtual environment below .build, in the
# versions that the checks are written for: what drives Chromium, and the rules of accessibility.
# Chromium and its driver have to be there already (Debian: chromium, chromium-driver). Prints the path
# of its Python. Exit status 69 when that cannot be done here.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(selenium==4.51.0 axe-core-python==0.1.0)
folder=.build/browser
python=$folder/bin/python
log=.build/install-page-checks.txt

is_there() {
  [[ -x $python && -f $folder/axe.min.js ]] || return 1
  "$python" - "${packages[@]}" 2>/dev/null <<'PYTHON'
import importlib.metadata, sys
for package in sys.argv[1:]:
    name, version = package.split("==")
    assert importlib.metadata.version(name) == version
PYTHON
}

install() {
  python3 -m venv "$folder" || return 1
  "$python" -m pip --disable-pip-version-check install --quiet "${packages[@]}" || return 1
  cp "$folder"/lib/python3*/site-packages/axe_core_python/axe.min.js "$folder/axe.min.js"
}

mkdir -p .build
for program in chromium chromedriver; do
  if ! command -v "$program" >/dev/null; then
    echo "error: $program is not here: install chromium and chromium-driver" >&2
    exit 69
  fi
done
if ! is_there; then
  if ! command -v python3 >/dev/null || ! install >"$log" 2>&1 || ! is_there; then
    echo "error: the checks of pages could not be installed, see $log" >&2
    exit 69
  fi
fi
echo "$PWD/$python"
