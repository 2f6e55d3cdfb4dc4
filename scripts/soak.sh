#!/bin/bash
# What takes too long for every change: the checks on planted faults, then the tests again and
# again. Each process draws another hash seed, so an order that leans on hashing shows here. Last,
# whole universes in many processes, which must come to one digest, 100,000 runs of the machines, a
# campaign with its canary for each kind of system, and every known flaw hunted by every driver; and
# this machine: side by side with the simulated world, in chaos, and with a hundred sessions.
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
echo "== 200,000 changed scenario files"
REHEARSAL_MUTATIONS=200000 swift test --skip-build --filter MutationTests/noChangedFile
echo "== determinism"
scripts/determinism.sh
echo "== engines"
# 69 is for what cannot be installed here; it has said so.
for script in check-deploy slurm parallel; do
  status=0
  "scripts/$script.sh" || status=$?
  if ((status != 0 && status != 69)); then exit 1; fi
done
echo "== pages"
status=0
scripts/page-checks.sh || status=$?
if ((status != 0 && status != 69)); then exit 1; fi
echo "== scenarios"
scripts/scenarios.sh
echo "== machines"
scripts/machines.sh
echo "== machines with planted flaws, which have to be found"
status=0
scripts/machines.sh 2000 --plant >.build/logs/machines-planted.txt || status=$?
# Each of the real machines has to be said to have failed, and nothing else may have gone wrong.
if ((status != 1)) || grep -qE ' held$' .build/logs/machines-planted.txt; then
  cat .build/logs/machines-planted.txt
  echo "machines: failed: planted flaws were not found (status $status)"
  exit 1
fi
echo "machines: each planted flaw was found"
echo "== both worlds side by side"
scripts/conform.sh
echo "== chaos"
scripts/chaos.sh
echo "== real sessions"
scripts/sessions.sh
echo "== campaigns"
scripts/campaigns.sh
echo "== flaws"
scripts/flaws.sh
