#!/bin/bash
# Runs a campaign on several machines over ssh with GNU parallel, and merges.
#
# usage: deploy/parallel/explore.sh HOSTS SHARDS FOLDER SCENARIO [OPTION...]
#
#   deploy/parallel/explore.sh 8/:,64/node-a,64/node-b 512 campaign scenario.yaml --runs 100000000
#
# HOSTS are as for --sshlogin: so many slots on each, ':' is this machine. Each needs rehearse on its
# path (or where REHEARSE says) and nothing else: the scenario and deploy/shard.sh are sent there,
# reports are fetched from there. Take ten times as many shards as slots, so that slow machines do
# not keep the others waiting.
#
# A shard that dies is tried again, three times, where it can on another machine. Whatever else ends
# this script: the same command once more runs only what is not done, by FOLDER/joblog. The exit
# status is that of 'rehearse merge'.
set -euo pipefail

hosts=${1:?usage: deploy/parallel/explore.sh HOSTS SHARDS FOLDER SCENARIO [OPTION...]}
shards=${2:?SHARDS is missing}
folder=${3:?FOLDER is missing}
scenario=${4:?SCENARIO is missing}
shift 4
deploy=$(cd "$(dirname "$0")/.." && pwd)

# Everything lies in FOLDER under short names, so that it can lie in a folder of any name elsewhere.
mkdir -p "$folder"
cp "$scenario" "$folder/scenario.yaml"
cp "$deploy/shard.sh" "$folder/shard.sh"
cd "$folder"

# parallel counts from 1, and shards are counted from 0. What is said by it of a failed shard is in
# the joblog; that a shard is missing, the merge says.
seq 0 $((shards - 1)) |
  REHEARSE=${REHEARSE:-rehearse} REHEARSE_SHARDS=$shards parallel --will-cite \
    --sshlogin "$hosts" --env REHEARSE,REHEARSE_SHARDS --workdir . \
    --basefile scenario.yaml --basefile shard.sh --return 'reports/{}.json' \
    --joblog joblog --resume-failed --retries 3 --termseq TERM,10000,KILL,25 \
    mkdir -p reports '&&' REHEARSE_SHARD='{}' sh shard.sh reports scenario.yaml --jobs 1 "${*@Q}" \
    '>reports/{}.txt' || echo "some shards are not done; see $folder/joblog" >&2

exec "${REHEARSE:-rehearse}" merge reports/[0-9]*.json -o report.json
