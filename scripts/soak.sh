#!/bin/bash
# What takes too long for every change: the checks on planted faults, then the tests again and
# again. Each process draws another hash seed, so an order that leans on hashing shows here. Last,
# whole universes in many processes, which must come to one digest.
#
# usage: scripts/soak.sh [REPEATS]
set -euo pipefail
cd "$(dirname "$0")/.."

repeats=${1:-5}
scripts/planted.sh
for ((round = 1; round <= repeats; round++)); do
  echo "== debug, round $round of $repeats"
  scripts/test.sh
done
echo "== release"
scripts/test.sh --release
echo "== determinism"
scripts/determinism.sh
