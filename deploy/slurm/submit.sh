#!/bin/bash
# Runs a campaign as a Slurm job array, one task a shard, and merges behind it.
#
# usage: deploy/slurm/submit.sh SHARDS FOLDER SCENARIO [OPTION...]
#
#   deploy/slurm/submit.sh 64 /shared/campaign scenarios/two-requests-one-key.yaml --runs 100000000
#
# It needs this folder, the scenario, FOLDER and rehearse (on the path, or named by REHEARSE) at the
# same place on all nodes. It prints the number of the array and that of the merge. FOLDER gets a
# report of each shard, logs, and from the merge report.json and report.txt. What else sbatch is to
# know (partition, account, time) stands in SBATCH_... variables, which it reads itself.
#
# A task whose node fails, that is preempted, killed, or out of time is queued again and goes on from
# its checkpoint: see shard.sbatch. To run some shards once more by hand:
#
#   REHEARSE_SHARDS=64 sbatch --array=3,17 deploy/slurm/shard.sbatch FOLDER SCENARIO [OPTION...]
set -euo pipefail

shards=${1:?usage: deploy/slurm/submit.sh SHARDS FOLDER SCENARIO [OPTION...]}
folder=${2:?FOLDER is missing}
scenario=${3:?SCENARIO is missing}
shift 3
REHEARSE_DEPLOY=$(cd "$(dirname "$0")/.." && pwd)
export REHEARSE_DEPLOY REHEARSE_SHARDS=$shards
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

array=$(sbatch --parsable --array="0-$((shards - 1))" --output="$folder/%a.log" --open-mode=append \
  "$REHEARSE_DEPLOY/slurm/shard.sbatch" "$folder" "$scenario" "$@")
array=${array%%;*}
# Whatever became of the tasks: the merge says what is missing.
merge=$(sbatch --parsable --dependency="afterany:$array" --output="$folder/merge.log" \
  "$REHEARSE_DEPLOY/slurm/merge.sbatch" "$folder")
echo "$array ${merge%%;*}"
