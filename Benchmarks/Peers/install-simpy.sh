#!/bin/bash
# Puts SimPy, in the one version that the benchmarks compare with, into a virtual environment below
# .build, and prints the path of its Python. Exit status 69 when that cannot be done here.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=4.1.2
folder=.build/peers/simpy
python=$folder/bin/python
log=.build/peers/install-simpy.txt

is_there() {
  [[ -x $python ]] && "$python" -c \
    "from importlib.metadata import version; assert version('simpy') == '$version'" 2>/dev/null
}

mkdir -p .build/peers
if ! is_there; then
  if ! command -v python3 >/dev/null || ! python3 -m venv "$folder" >"$log" 2>&1 ||
    ! "$python" -m pip --disable-pip-version-check install --quiet "simpy==$version" \
      >>"$log" 2>&1 || ! is_there; then
    echo "error: SimPy $version could not be installed, see $log" >&2
    exit 69
  fi
fi
echo "$python"
