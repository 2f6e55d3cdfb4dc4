#!/bin/bash
# Prints the index of the scenario library: every file with what it says, and every public bug with
# the files that stand for it, or why none does.
#
# usage: scripts/scenario-index.sh > scenarios/README.md
set -euo pipefail
cd "$(dirname "$0")/../scenarios"
export LC_ALL=C

# What a file says behind a key of its first lines: one line, without quotes around all of it.
value() {
  awk -v key="$2:" 'index($0, key) == 1 {
    text = substr($0, length(key) + 1); gsub(/^ +| +$/, "", text)
    if (text ~ /^".*"$/) { text = substr(text, 2, length(text) - 2) }
    print text; exit
  }' "$1"
}

mapfile -t files < <(find . -name '*.yaml' -printf '%P\n' | sort)

cat <<END
# The scenario library

${#files[@]} scenarios. Each holds with the real machines and is seen to fail under a flaw that it names:
\`rehearse replay scenarios\` runs them, \`rehearse replay FILE --red 1\` shows how one fails.
How they are written is in [docs/scenarios.md](../docs/scenarios.md). This page is printed by
\`scripts/scenario-index.sh\`.
END

folder=
for file in "${files[@]}"; do
  here=$(dirname "$file")
  if [[ $here != "$folder" ]]; then
    folder=$here
    printf '\n## %s\n\n| file | what is so | stands for |\n|---|---|---|\n' "${folder/#./general}"
  fi
  covers=$(value "$file" covers | sed 's/^\[//; s/\]$//; s/"//g')
  title=$(value "$file" scenario | sed 's/|/\\|/g')
  printf '| [%s](%s) | %s | %s |\n' "$(basename "$file" .yaml)" "$file" "$title" "$covers"
done

printf '\n## Public bugs\n\n| number | reported as | scenarios |\n|---|---|---|\n'
while IFS=$'\t' read -r id public; do
  [[ $id == catalogue* ]] || continue
  number=${id#catalogue }
  found=
  for file in "${files[@]}"; do
    if value "$file" covers | grep -qE "catalogue $number([],\" ]|\$)"; then
      found+="${found:+, }[$(basename "$file" .yaml)]($file)"
    fi
  done
  if [[ -z $found ]]; then
    found=$(awk -v id="- $id:" 'index($0, id) == 1 { print "not expressible:" substr($0, length(id) + 1); exit }' not-expressible.md)
  fi
  printf '| %s | %s | %s |\n' "$number" "$public" "${found:-**none**}"
done <ids.txt
