#!/bin/bash
# Runs the scenario library on this machine and in the simulated world, and writes what came of it.
#
# usage: scripts/live.sh [folder]
#
# The table goes to reports/live.md, or to live.md in the folder that is named. It takes about two
# minutes on two cores. The status is that of `rehearse replay --live`.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-reports}
rehearse=${REHEARSE:-$(scripts/build-release.sh rehearse)}
mkdir -p "$folder"
exec "$rehearse" replay --live --table "$folder/live.md" scenarios
