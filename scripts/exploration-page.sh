#!/bin/bash
# Puts what the commands print into docs/exploration.md and README.md: below each line
#
#   <!-- run: rehearse ARGUMENTS -->
#
# up to the next <!-- end -->. The program is built first, or named.
#
# usage: scripts/exploration-page.sh [REHEARSE]
set -euo pipefail
cd "$(dirname "$0")/.."

if (($# > 0)); then
  rehearse=$1
else
  swift build --product rehearse >&2 </dev/null
  rehearse=$(swift build --show-bin-path)/rehearse
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fill() {
  local line words skipping=0
  while IFS= read -r line; do
    case $line in
      '<!-- run: rehearse '*' -->')
        words=${line#'<!-- run: rehearse '}
        printf '%s\n```text\n' "$line"
        # A failure is what most of them are there to show.
        # shellcheck disable=SC2086
        "$rehearse" ${words%' -->'} 2>/dev/null </dev/null || true
        printf '```\n'
        skipping=1
        ;;
      '<!-- end -->') skipping=0 ;;
    esac
    [[ $line == '<!-- run: '* ]] || ((skipping)) || printf '%s\n' "$line"
  done <"$1"
}

# What an explanation is of is itself printed by a command.
{
  echo '# yaml-language-server: $schema=../../schema/scenario.json'
  "$rehearse" shrink docs/examples/two-wrappers.yaml 2>/dev/null
} >"$work/shrunk.yaml"
mv "$work/shrunk.yaml" docs/examples/shrunk.yaml
for page in docs/exploration.md README.md; do
  fill "$page" >"$work/page.md"
  cat "$work/page.md" >"$page"
done
