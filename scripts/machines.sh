#!/bin/bash
# Lets the real machines run in bad weather, all faults drawn by seed, and the historical ones in
# the scenes in which they are known to fail, and prints one table of both.
#
# usage: scripts/machines.sh [RUNS] [--plant]
#
# Exit status 1 if a real machine violated anything or a historical one did not show what it is
# known for, 2 if a row stands for no run. With --plant each real machine gets a flaw, and the table
# has to say so.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=100000
options=()
while (($# > 0)); do
  case $1 in
    --plant) options+=(--plant) ;;
    *[!0-9]* | '')
      echo "error: unknown argument '$1'; known are a number of runs and --plant" >&2
      exit 64
      ;;
    *) runs=$1 ;;
  esac
  shift
done

check=$(scripts/build-release.sh machines-check)
work=$(mktemp -d)
processes=()
finish() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

started=$SECONDS
shards=$(nproc)
for ((shard = 0; shard < shards; shard++)); do
  # One of them is enough to show how far it is.
  errors=/dev/stderr
  ((shard == 0)) || errors=$work/$shard.errors
  "$check" --runs "$runs" --shard "$shard/$shards" --figures "${options[@]}" \
    >"$work/$shard.figures" 2>"$errors" &
  processes+=($!)
done
failed=0
for ((shard = 0; shard < shards; shard++)); do
  status=0
  wait "${processes[shard]}" || status=$?
  ((status == 0)) && continue
  echo "error: process $shard of $shards ended with status $status" >&2
  if ((shard > 0)); then cat "$work/$shard.errors" >&2; fi
  failed=1
done
processes=()
((failed == 0)) || exit 1
status=0
cat "$work"/*.figures | "$check" --merge || status=$?
echo "$((SECONDS - started)) s in $shards processes"
exit "$status"
