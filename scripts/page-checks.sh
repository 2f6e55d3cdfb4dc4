#!/bin/bash
# Looks at pages of the evidence in Chromium: a release with everything that a page can hold, a run of
# 100,000 events, one in which every text is hostile, an empty one, and that of a scenario which really
# fails. Pictures of each, light, dark, narrow, in print and without scripts, and a list of all that
# was looked at, are left in .build/pages.
# Exit status 1 when something is wrong with a page, 69 when there is no browser.
#
# usage: scripts/page-checks.sh [PAGE...]      other pages instead
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

limit_s=300
python=$(scripts/install-page-checks.sh)
folder=.build/pages
mkdir -p "$folder"

pages=("$@")
if ((${#pages[@]} == 0)); then
  swift build --product page-sample >&2
  sample=$(swift build --show-bin-path)/page-sample
  for kind in release long hostile empty; do
    "$sample" "$kind" "$folder/$kind.html"
  done
  "$sample" scenarios/genie/one-run-one-session.yaml 1 "$folder/duplicate.html"
  "$sample" scenarios/catalogue/e1.yaml 1 "$folder/race.html"
  pages=("$folder"/{release,long,hostile,empty,duplicate,race}.html)
fi

wrong=0
for page in "${pages[@]}"; do
  name=$(basename "$page" .html)
  mkdir -p "$folder/$name"
  echo "$page"
  timeout "$limit_s" "$python" Tests/EvidencePageTests/Drivers/browser.py "$page" \
    --axe .build/browser/axe.min.js --pictures "$folder/$name" >"$folder/$name/looked.txt" || wrong=1
  sed -n '/^ok .* within [0-9]* ms/p; /^ok /!p' "$folder/$name/looked.txt"
done
exit "$wrong"
