#!/bin/sh
# Runs one shard of a campaign for an engine, which sees from the exit status whether it is done.
#
# usage: REHEARSE_SHARD=I REHEARSE_SHARDS=N deploy/shard.sh FOLDER SCENARIO [OPTION...]
#
# Shards are counted from 0. Slurm and Kubernetes need not say which one it is: their own variables
# are known. FOLDER gets I.json, the report, when the shard is done, and I.checkpoint all along, from
# which a shard that died goes on. Options are those of 'rehearse explore'; REHEARSE names the
# program, if it is not on the path.
#
# The exit status is 0 when the report is there, whatever it says: that runs failed is for the merge
# to tell, and no reason to run them again. Otherwise it is that of 'rehearse explore': 64 to 79 for
# what would go wrong again, 130 when the engine asked it to end, more than 128 when it was killed.
set -u

folder=${1:?usage: deploy/shard.sh FOLDER SCENARIO [OPTION...]}
shift
: "${REHEARSE_SHARD:=${JOB_COMPLETION_INDEX:-${SLURM_ARRAY_TASK_ID:-}}}"
: "${REHEARSE_SHARD:?says which shard this is, from 0 on}" "${REHEARSE_SHARDS:?says how many there are}"
export REHEARSE_SHARD REHEARSE_SHARDS
mkdir -p "$folder" || exit 73

"${REHEARSE:-rehearse}" explore "$@" --shard auto --report "$folder/$REHEARSE_SHARD.json" \
  --checkpoint "$folder/$REHEARSE_SHARD.checkpoint" &
child=$!
# A shell hands no signal on by itself.
trap 'kill -TERM "$child" 2>/dev/null' TERM INT
wait "$child"
status=$?
# A signal ends a wait, and not what is waited for.
while kill -0 "$child" 2>/dev/null; do
  wait "$child"
  status=$?
done
case $status in
  0 | 1 | 2 | 3) exit 0 ;;
  *) exit "$status" ;;
esac
