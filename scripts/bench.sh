#!/bin/bash
# Builds and runs every executable product whose name ends in -bench.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t products < <(swift package show-executables 2>/dev/null | sed -n 's/ .*//; /-bench$/p')
if ((${#products[@]} == 0)); then
  echo "error: no executable product is named *-bench" >&2
  exit 2
fi
for product in "${products[@]}"; do
  executable=$(scripts/build-release.sh "$product")
  echo "== $product"
  "$executable"
done
