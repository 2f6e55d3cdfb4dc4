#!/bin/bash
# Hunts every known flaw of docs/twins.md and docs/safeguards.md by every driver and writes
# reports/benchmarks/flaws.md, the same bytes each time. Options go to flaws-check; with any the
# report is printed instead of written.
#
# usage: scripts/flaws.sh [OPTION...]
#
# Exit status 1 if a flaw is found by no driver.
set -euo pipefail
cd "$(dirname "$0")/.."

check=$(scripts/build-release.sh flaws-check)
if (($# > 0)); then exec "$check" "$@"; fi

page=reports/benchmarks/flaws.md
status=0
"$check" >"$page.new" || status=$?
if ((status > 1)); then
  rm -f "$page.new"
  exit "$status"
fi
mv "$page.new" "$page"
sed -n '/^| of /,/^$/p; /^## Missed/,$p' "$page"
exit "$status"
