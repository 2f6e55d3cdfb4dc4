#!/bin/bash
# Explores one scenario of each kind of system with the real machines, and beside it the same one
# under a red: a canary, which has to be found, or the campaign would find nothing else either.
#
# What the real machines are known to do wrong stands in scripts/known-findings.txt, by campaign and
# kind of failure. Any other kind of failure fails this, as does a campaign in which nothing was run,
# nothing was put to the test, or a run came out differently the second time.
#
# usage: scripts/campaigns.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-4000}
canary_runs=600
if [[ $runs == *[!0-9]* || $runs == 0 ]]; then
  echo "error: '$runs' is no number of runs" >&2
  exit 64
fi

# Each line: what plays, its scenario, and the red that is its canary.
campaigns='
sessions two-requests-one-key.yaml 1
desk desk/dot-in-the-mission.yaml 1
lock locks/spelt-otherwise.yaml 1
forge forge/second-agent.yaml 1
migration migration/second-run-changes-nothing.yaml 1
retention retention/a-prefix-is-no-owner.yaml 1
'

known=${KNOWN_FINDINGS:-scripts/known-findings.txt}
rehearse=${REHEARSE:-$(scripts/build-release.sh rehearse)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
  echo "failed: $1"
  failed=1
}

# The kinds of failure in a report: what was expected, how it was violated, and the first seed.
failures() {
  grep -o '{"expectation":"[^"]*","shape":"[^"]*","call":"[^"]*","seed":[0-9]*' "$1" |
    sed -E 's/^\{"expectation":"(.*)","shape":"(.*)","call":".*","seed":([0-9]*)$/\3\t\1: \2/' ||
    true
}

# The kinds of failure that a campaign is known for.
known_of() {
  awk -F ' [|] ' -v name="$1" '!/^#/ && $1 == name { print $2 }' "$known"
}

explore() {
  local name=$1 file=$2 status=0 count seed kind
  "$rehearse" explore "scenarios/$file" --collect --json --runs "$runs" \
    >"$work/$name.json" 2>"$work/$name.errors" || status=$?
  count=$(grep -o '"runs":[0-9]*' "$work/$name.json" | head -n 1 | cut -d : -f 2 || true)
  case $status in
    0 | 1) ;;
    *)
      cat "$work/$name.errors"
      fail "$name: exit status $status"
      return
      ;;
  esac
  if [[ ${count:-0} != "$runs" ]]; then
    fail "$name: ${count:-no} runs instead of $runs"
    return
  fi
  failures "$work/$name.json" >"$work/$name.failures"
  if ((status == 1)) && [[ ! -s $work/$name.failures ]]; then
    fail "$name: it failed, and its report names no failure"
  fi
  known_of "$name" >"$work/$name.known"
  local news=0 olds=0
  while IFS=$'\t' read -r seed kind; do
    if grep -Fxq -- "$kind" "$work/$name.known"; then
      olds=$((olds + 1))
      continue
    fi
    news=$((news + 1))
    fail "$name: $kind"
    echo "  see: rehearse explore scenarios/$file --from $seed --runs 1"
  done < <(awk -F '\t' '!seen[$2]++' "$work/$name.failures")
  while IFS= read -r kind; do
    cut -f 2 "$work/$name.failures" | grep -Fxq -- "$kind" ||
      echo "note: $name: not seen any more, to be taken out of $known: $kind"
  done <"$work/$name.known"
  ((news > 0)) || echo "held: $name: $count runs, and $olds known ways to fail"
}

canary() {
  local name=$1 file=$2 red=$3 status=0
  "$rehearse" explore "scenarios/$file" --red "$red" --runs "$canary_runs" --json \
    >"$work/canary" 2>"$work/canary.errors" || status=$?
  if ((status == 1)) && [[ -n $(failures "$work/canary") ]]; then
    echo "held: $name: red $red of $file is found"
  else
    cat "$work/canary.errors"
    fail "$name: red $red of $file is not found (exit status $status)"
  fi
}

while read -r name file red; do
  [[ -n $name ]] || continue
  explore "$name" "$file"
  canary "$name" "$file" "$red"
done <<<"$campaigns"
((failed == 0)) || exit 1
