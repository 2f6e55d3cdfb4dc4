#!/bin/bash
# Takes the simulated world and this machine through many scripts, from a seed that no run before
# had: the difference that is printed replays with 'rehearse conform AREA --scripts 1 --seed SEED'.
#
# usage: scripts/conform.sh [SCRIPTS [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."

scripts=${1:-500}
seed=${2:-$(date +%s)}
rehearse=${REHEARSE:-$(scripts/build-release.sh rehearse)}
echo "conform: $scripts scripts of each, from seed $seed"
exec "$rehearse" conform --scripts "$scripts" --seed "$seed"
