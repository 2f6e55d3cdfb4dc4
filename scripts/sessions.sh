#!/bin/bash
# How long it takes to create real sessions, on this machine with real tmux and git:
#
#   1. in pairs, one session of the manager and one made by a shell script that does no more than
#      `git worktree add` and `tmux new-session`, by turns in one repository;
#   2. many sessions at once: none may be lost, doubled or late;
#   3. a supervisor over all of them, when nothing happens: how much of a core it and the programs
#      that it starts take.
#
# usage: scripts/sessions.sh [PAIRS [SESSIONS]]
#
# Exit status 1 if a session is lost or doubled, or takes 5 s or more, or if the supervisor takes 2 %
# of a core or more.
set -euo pipefail
cd "$(dirname "$0")/.."

pairs=${1:-25}
sessions=${2:-100}
rehearse=${REHEARSE:-$(scripts/build-release.sh rehearse)}
home=$(mktemp -d /tmp/rehearse-sessions-XXXXXX)
export REHEARSAL_STATE=$home/state
repo=$home/repo

supervisor=
finish() {
  if [[ -n $supervisor ]]; then kill -9 "$supervisor" 2>/dev/null || true; fi
  tmux -S "$REHEARSAL_STATE/tmux" kill-server 2>/dev/null || true
  tmux -S "$home/plain" kill-server 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    pgrep -f "$home/" >/dev/null || break
    sleep 0.2
  done
  rm -rf "$home"
}
trap finish EXIT

git init -q -b main "$repo"
git -C "$repo" -c user.name=a -c user.email=a@b commit -q --allow-empty -m one
spawn() { "$rehearse" session spawn "$1" 100000 --agent sleep --repository "$repo"; }

# The words of a shell script that somebody would have written.
plain() {
  git -C "$repo" worktree add -q -b "plain/$1" "$home/trees/$1" HEAD
  tmux -f /dev/null -S "$home/plain" new-session -d -s "$1" -c "$home/trees/$1" sleep 100000
}

now() { date +%s%N; }
middle() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

spawn warm >/dev/null
plain warm
for ((pair = 1; pair <= pairs; pair++)); do
  begin=$(now)
  spawn "pair-$pair" >/dev/null
  between=$(now)
  plain "pair-$pair"
  end=$(now)
  echo $(((between - begin) / 1000)) >>"$home/manager"
  echo $(((end - between) / 1000)) >>"$home/plain-times"
done
awk -v manager="$(middle <"$home/manager")" -v plain="$(middle <"$home/plain-times")" \
  -v pairs="$pairs" 'BEGIN {
    printf "sessions: %d pairs, median %.1f ms, a shell script %.1f ms, ratio %.2f\n",
      pairs, manager / 1000, plain / 1000, manager / plain }'

for ((number = 1; number <= sessions; number++)); do
  (
    begin=$(now)
    status=0
    spawn "many-$number" >"$home/out.$number" 2>&1 || status=$?
    echo "$status $((($(now) - begin) / 1000000))" >"$home/done.$number"
  ) &
done
wait
started=$(cat "$home"/done.* | awk '$1 == 0' | wc -l)
slowest=$(cat "$home"/done.* | awk '{ print $2 }' | sort -n | tail -1)
half=$(cat "$home"/done.* | awk '{ print $2 }' | middle)
records=$("$rehearse" session list --json | { grep -o '"key":"many-' || true; } | wc -l)
runtimes=$(tmux -S "$REHEARSAL_STATE/tmux" list-sessions -F '#{session_name}' | grep -c '^many-')
trees=$(git -C "$repo" worktree list --porcelain | grep '^branch refs/heads/session/many-' | sort -u | wc -l)
echo "sessions: $sessions at once, $started started; $records records, $runtimes tmux sessions," \
  "$trees branches; median $half ms, slowest $slowest ms"
if ((started != sessions || records != sessions || runtimes != sessions || trees != sessions)); then
  cat "$home"/out.* | grep -v Launching | sort | uniq -c | sort -rn | head -5
  exit 1
fi
((slowest < 5000)) || exit 1

"$rehearse" session supervise >"$home/supervisor.log" 2>&1 </dev/null &
supervisor=$!
# It sees each session for the first time.
sleep 10
# Ticks of its own and of the children that it has reaped, and the ticks since the machine started.
used() { awk '{ print $14 + $15 + $16 + $17 }' "/proc/$supervisor/stat"; }
since() { awk -v ticks="$(getconf CLK_TCK)" '{ print $1 * ticks }' /proc/uptime; }
used=$(used) since=$(since)
sleep 30
awk -v used="$(($(used) - used))" -v since="$since" -v now="$(since)" -v sessions="$sessions" 'BEGIN {
  share = 100 * used / (now - since)
  printf "sessions: a supervisor over %d quiet sessions takes %.2f %% of a core\n", sessions, share
  exit share < 2 ? 0 : 1 }'
kill "$supervisor"
wait "$supervisor"
supervisor=
"$rehearse" session check
