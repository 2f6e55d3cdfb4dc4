#!/bin/bash
# Prints docs/properties.md: a row for each property, made from the doc comment of its type.
#
# usage: scripts/properties-page.sh >docs/properties.md
#
# Exit status 65 if a property has no file, or its doc comment not the three paragraphs that a row is
# made of.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=Sources/Properties
cat <<'PAGE'
# What must hold

The properties that runs are judged by, each a value in [Sources/Properties](../Sources/Properties)
that watches a run event by event and judges by what is so in the world, not by what a program
believes. It answers held, violated with the event that shows it, or not exercised. The table is
printed by `scripts/properties-page.sh` out of their doc comments.

| property | must hold | is violated | systems |
|---|---|---|---|
PAGE

# The names in their order, each with the type that is called so.
awk '/case \.[a-zA-Z]+: "/ {
  split($0, part, /case \.|: "|"/)
  print toupper(substr(part[2], 1, 1)) substr(part[2], 2), part[3]
}' "$folder/PropertyName.swift" | while read -r type name; do
  file="$folder/$type.swift"
  if [[ ! -f $file ]]; then
    echo "error: $name has no file $file; write one" >&2
    exit 65
  fi
  awk -v name="$name" -v type="$type" -v file="$file" '
    /^\/\/\/ / || /^\/\/\/$/ {
      line = substr($0, 5)
      if (line == "") paragraph++
      else text[paragraph] = text[paragraph] (text[paragraph] == "" ? "" : " ") line
      next
    }
    $0 ~ "^public struct " type ": Property" { found = 1; exit }
    { split("", text); paragraph = 0 }
    END {
      if (!found || text[0] == "" || text[1] == "" || text[2] !~ /^Systems: .*\.$/) {
        print "error: " file ": the doc comment of " type " needs a sentence, a paragraph that " \
          "says when it is violated, and Systems: …" >"/dev/stderr"
        exit 65
      }
      sub(/^Systems: /, "", text[2])
      sub(/\.$/, "", text[2])
      sub(/^It is violated /, "", text[1])
      printf "| [`%s`](../%s) | %s | %s | %s |\n", name, file, text[0], text[1], text[2]
    }' "$file"
done
