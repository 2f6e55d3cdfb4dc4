#!/bin/bash
# Measures launchers: in the simulated world, and on this machine beside a shell script. Figures and
# charts are left in reports/benchmarks/launch. Exit status: that of `rehearse bench`.
#
# usage: scripts/launch-bench.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-reports/benchmarks/launch}
rehearse=${REHEARSE:-$(scripts/build-release.sh rehearse)}
"$rehearse" bench --out "$folder"
"$rehearse" bench --live --out "$folder"
