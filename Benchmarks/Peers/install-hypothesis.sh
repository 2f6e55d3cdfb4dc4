#!/bin/bash
# Puts Hypothesis, in the one version that the benchmarks compare with, into a virtual environment
# below .build, and prints the path of its Python. Exit status 69 when that cannot be done here.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=6.170.15
folder=.build/peers/hypothesis
python=$folder/bin/python
log=.build/peers/install-hypothesis.txt

is_there() {
  [[ -x $python ]] && "$python" -c \
    "from importlib.metadata import version; assert version('hypothesis') == '$version'" 2>/dev/null
}

mkdir -p .build/peers
if ! is_there; then
  if ! command -v python3 >/dev/null || ! python3 -m venv "$folder" >"$log" 2>&1 ||
    ! "$python" -m pip --disable-pip-version-check install --quiet "hypothesis==$version" \
      >>"$log" 2>&1 || ! is_there; then
    echo "error: Hypothesis $version could not be installed, see $log" >&2
    exit 69
  fi
fi
echo "$python"
