#!/bin/bash
# Runs a campaign by deploy/parallel in two slots of this machine. One shard's process is killed in
# the middle, then parallel itself, and the same command is given once more; the merged report has to
# be, to the byte, the one of a campaign that was not divided.
#
# usage: scripts/parallel.sh [RUNS]
#
# Installs GNU parallel from Debian where it may; exit status 69 where it cannot be had. REHEARSE
# names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-60000}
shards=8
scenario=$PWD/scenarios/locks/crowd-on-one-root.yaml
limit_s=300

missing() {
  printf 'parallel: skipped: %s\n' "$1" >&2
  exit 69
}

if ! command -v parallel >/dev/null; then
  (($(id -u) == 0)) || missing 'GNU parallel is not here, and only root may install it'
  DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq install -y \
    --no-install-recommends parallel >/dev/null 2>&1 </dev/null ||
    missing 'GNU parallel is not here, and cannot be installed'
fi
: "${REHEARSE:=$(scripts/build-release.sh rehearse)}"
export REHEARSE

work=$(mktemp -d /tmp/rehearse-parallel.XXXXXX)
campaign=
finish() {
  local status=$?
  if [[ $campaign ]]; then kill -KILL -- "-$campaign" 2>/dev/null || true; fi
  if ((status == 0)); then
    rm -rf "$work"
  else
    echo "parallel: what it left is in $work" >&2
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

await() {
  local what=$1 end=$((SECONDS + limit_s))
  shift
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= end)); then
      echo "parallel: failed: $what did not come about within $limit_s s" >&2
      cat "$work/log" >&2
      exit 1
    fi
    sleep 0.1
  done
}

explore() {
  deploy/parallel/explore.sh 2/: "$shards" "$work/campaign" "$scenario" --runs "$runs"
}

# The process of a shard, by the file that it alone was given.
process() { pgrep -f -- "--checkpoint reports/$1[.]checkpoint"; }

# In a group of its own, so that all of it can be killed.
set -m
explore >"$work/log" 2>&1 &
campaign=$!
set +m
echo "parallel: $(parallel --version | head -n 1), $shards shards in 2 slots, $runs runs"
await 'a checkpoint of shard 1' test -e "$work/campaign/reports/1.checkpoint"
kill -KILL "$(process 1)"
await 'a report of shard 2' test -e "$work/campaign/reports/2.json"
kill -KILL -- "-$campaign"
wait "$campaign" 2>/dev/null || true
campaign=
if [[ -e $work/campaign/report.json ]]; then
  echo 'parallel: failed: it was over before it was killed' >&2
  exit 1
fi

explore >"$work/log" 2>&1 || true
head -n 1 "$work/log"
"$REHEARSE" explore "$scenario" --runs "$runs" --collect --json >"$work/whole.json"
if ! cmp "$work/whole.json" "$work/campaign/report.json"; then
  echo 'parallel: failed: the merged report is another than that of the whole' >&2
  cat "$work/log" >&2
  exit 1
fi
# Shards that were done before it was killed were not run once more.
again=$(awk 'NR > 1 && $7 == 0' "$work/campaign/joblog" | cut -f 9 | sort | uniq -d | wc -l)
if ((again > 0)); then
  echo "parallel: failed: $again shards that were done were run again" >&2
  exit 1
fi
echo 'parallel: held; one shard and parallel itself died, the report is the same to the byte'
