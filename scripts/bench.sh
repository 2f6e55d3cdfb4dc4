#!/bin/bash
# Builds and runs every executable product whose name ends in -bench, after installing the peers
# that they compare with; then measures launchers. Exit status: that of the first benchmark that
# failed; 69 when nothing failed but a peer is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t products < <(swift package show-executables 2>/dev/null | sed -n 's/ .*//; /-bench$/p')
if ((${#products[@]} == 0)); then
  echo "error: no executable product is named *-bench" >&2
  exit 2
fi

worst=0
# A missing peer spoils its comparison and nothing else.
for peer in Benchmarks/Peers/install-*.sh; do
  "$peer" >/dev/null || worst=69
done
for product in "${products[@]}"; do
  executable=$(scripts/build-release.sh "$product")
  echo "== $product"
  status=0
  "$executable" || status=$?
  if ((status != 0 && (worst == 0 || worst == 69))); then worst=$status; fi
done
echo "== launchers"
status=0
scripts/launch-bench.sh || status=$?
if ((status != 0 && (worst == 0 || worst == 69))); then worst=$status; fi
exit "$worst"
