#!/bin/bash
# Runs a campaign by deploy/slurm on a Slurm of its own, on this machine alone: daemons on ports of
# their own, everything in one temporary folder, no service touched. In the middle one shard's
# process is killed, and a second one is asked to end; the merged report has to be, to the byte, the
# one of a campaign that was not divided.
#
# usage: scripts/slurm.sh [RUNS]
#
# Installs slurmctld, slurmd and munge from Debian where it may; exit status 69 where they cannot be
# had. REHEARSE names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-100000}
shards=4
scenario=$PWD/scenarios/locks/crowd-on-one-root.yaml
limit_s=300
export PATH=$PATH:/usr/sbin:/sbin

missing() {
  printf 'slurm: skipped: %s\n' "$1" >&2
  exit 69
}

(($(id -u) == 0)) || missing 'slurmd has to be started by root'
if ! command -v slurmctld slurmd sbatch munged >/dev/null; then
  # Services would be started by the packages; what is here is started below.
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 timeout 300 apt-get -qq install -y \
    --no-install-recommends slurmctld slurmd slurm-client munge >/dev/null 2>&1 </dev/null ||
    missing 'slurmctld, slurmd and munge are not here, and cannot be installed'
fi
: "${REHEARSE:=$(scripts/build-release.sh rehearse)}"
export REHEARSE

# Sockets have short names.
work=$(mktemp -d /tmp/rehearse-slurm.XXXXXX)
daemons=()

# Ends every process that was started here: each was given the folder's name.
finish() {
  local status=$? daemon left
  trap '' INT TERM
  for daemon in "${daemons[@]}"; do kill "$daemon" 2>/dev/null || true; done
  for daemon in "${daemons[@]}"; do wait "$daemon" 2>/dev/null || true; done
  # Jobs outlive the daemons. Whatever is left was given the name of the folder in its environment.
  mapfile -t left < <(grep -ls "SLURM_CONF=$work/" /proc/[0-9]*/environ | cut -d / -f 3 || true)
  for daemon in "${left[@]}"; do
    if ((daemon != $$)); then kill -KILL "$daemon" 2>/dev/null || true; fi
  done
  if ((status == 0)); then rm -rf "$work"; else echo "slurm: what it left is in $work" >&2; fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

# A port that nobody listens on.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])'
}

# Waits until a command succeeds.
await() {
  local what=$1 end=$((SECONDS + limit_s))
  shift
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= end)); then
      echo "slurm: failed: $what did not come about within $limit_s s" >&2
      tail -n 20 "$work"/*.log >&2
      exit 1
    fi
    sleep 0.2
  done
}

host=$(hostname -s)
mkdir -p "$work"/{state,spool,munge,campaign}
chmod 755 "$work"
dd if=/dev/urandom of="$work/munge/key" bs=128 count=1 status=none
chmod 400 "$work/munge/key"
# What the settings are for: no control groups, as containers have none to give away; no accounts;
# four cores, whatever there are; a job that is queued again starts at once, and not when the
# credential of its last start has run out.
cat >"$work/slurm.conf" <<END
ClusterName=rehearse
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=5
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$shards State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$work/slurm.conf

munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge/socket" \
  --pid-file="$work/munge/pid" --seed-file="$work/munge/seed" --log-file="$work/munged.log" \
  2>"$work/munged.errors.log" &
daemons+=($!)
await 'munged' test -S "$work/munge/socket"
slurmctld -D -f "$work/slurm.conf" >"$work/slurmctld.output.log" 2>&1 &
daemons+=($!)
slurmd -D -f "$work/slurm.conf" >"$work/slurmd.output.log" 2>&1 &
daemons+=($!)
is_idle() { [[ $(sinfo --noheader --format=%t) == idle ]]; }
await 'a node that is idle' is_idle
echo "slurm: $(sinfo --version), $shards tasks, $runs runs"

deploy/slurm/submit.sh "$shards" "$work/campaign" "$scenario" --runs "$runs"

# A process that has written something down dies; another one is asked to end, as Slurm does when
# its time is up.
await 'a checkpoint of shard 1' test -e "$work/campaign/1.checkpoint"
kill -KILL "$(pgrep -f -- "--checkpoint $work/campaign/1[.]checkpoint")"
await 'a checkpoint of shard 2' test -e "$work/campaign/2.checkpoint"
kill -TERM "$(pgrep -f -- "--checkpoint $work/campaign/2[.]checkpoint")"

is_over() { [[ -z $(squeue --noheader) ]]; }
await 'the end' is_over

for shard in 1 2; do
  if ! grep -q 'it is queued again' "$work/campaign/$shard.log"; then
    echo "slurm: failed: shard $shard was not queued again" >&2
    cat "$work/campaign/$shard.log" >&2
    exit 1
  fi
done
head -n 1 "$work/campaign/report.txt"
"$REHEARSE" explore "$scenario" --runs "$runs" --collect --json >"$work/whole.json"
if ! cmp "$work/whole.json" "$work/campaign/report.json"; then
  echo 'slurm: failed: the merged report is another than that of the whole' >&2
  exit 1
fi
echo "slurm: held; two of $shards shards died and were run again, the report is the same to the byte"
