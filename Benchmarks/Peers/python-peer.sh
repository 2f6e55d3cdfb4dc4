#!/bin/bash
# Puts a package of PyPI, in one version, into a virtual environment below .build, and prints the
# path of its Python. Exit status 69 when that cannot be done here.
#
# usage: Benchmarks/Peers/python-peer.sh NAME VERSION
set -euo pipefail
cd "$(dirname "$0")/../.."

name=$1
version=$2
folder=.build/peers/$name
python=$folder/bin/python
log=.build/peers/install-$name.txt

is_there() {
  [[ -x $python ]] && "$python" -c \
    "from importlib.metadata import version; assert version('$name') == '$version'" 2>/dev/null
}

mkdir -p .build/peers
if ! is_there; then
  if ! command -v python3 >/dev/null || ! python3 -m venv "$folder" >"$log" 2>&1 ||
    ! "$python" -m pip --disable-pip-version-check install --quiet "$name==$version" \
      >>"$log" 2>&1 || ! is_there; then
    echo "error: $name $version could not be installed, see $log" >&2
    exit 69
  fi
fi
echo "$python"
