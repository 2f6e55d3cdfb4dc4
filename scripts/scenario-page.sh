#!/bin/bash
# Puts the tables of docs/scenarios.md and the schema in order with what the command declares.
#
# usage: scripts/scenario-page.sh
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --product rehearse >&2 </dev/null
rehearse=$(swift build --show-bin-path)/rehearse
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$rehearse" schema >"$work/schema.json"
"$rehearse" schema --reference >"$work/tables.md"
# Between a mark and the end of its table stands what the command prints below the same heading.
awk '
  FNR == NR {
    if (/^### /) { name = substr($0, 5); next }
    tables[name] = tables[name] $0 "\n"
    next
  }
  /^<!-- table: / {
    name = $0; sub(/^<!-- table: /, "", name); sub(/ -->$/, "", name)
    print; text = tables[name]; sub(/^\n+/, "", text); sub(/\n+$/, "", text)
    printf "\n%s\n\n", text
    skipping = 1; next
  }
  /^<!-- end -->$/ { skipping = 0 }
  !skipping { print }
' "$work/tables.md" docs/scenarios.md >"$work/page.md"
mv "$work/page.md" docs/scenarios.md
mv "$work/schema.json" schema/scenario.json
