#!/bin/bash
# Kills the session manager's programs with SIGKILL, each at a moment of its own, and looks
# afterwards whether anything was lost, doubled or left behind: real tmux, git, processes, SQLite.
#
# Each round starts or ends one of a few dozen sessions and kills the command after some
# milliseconds; every few rounds the supervisor is killed as well and started again. What was
# answered with success before the kill must stand in the records. In the end each command is
# repeated once, and then every session that is not over has one tmux session, one agent and one
# worktree, and one that is over has none.
#
# usage: scripts/chaos.sh [KILLS [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."

kills_wanted=${1:-1000}
RANDOM=${2:-$((SECONDS + $$))}
keys=40
rehearse=${REHEARSE:-$(scripts/build-release.sh rehearse)}
home=$(mktemp -d /tmp/rehearse-chaos-XXXXXX)
export REHEARSAL_STATE=$home/state
repo=$home/repo
supervisor=

finish() {
  if [[ -n $supervisor ]]; then kill -9 "$supervisor" 2>/dev/null || true; fi
  tmux -S "$REHEARSAL_STATE/tmux" kill-server 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    mapfile -t left < <(pgrep -f "state $REHEARSAL_STATE " || true)
    ((${#left[@]} > 0)) || break
    kill -9 "${left[@]}" 2>/dev/null || true
    sleep 0.1
  done
  for pid in $(agents); do kill -9 "$pid" 2>/dev/null || true; done
  rm -rf "$home"
}
trap finish EXIT

# The processes that work in a worktree of this folder.
agents() {
  local link
  for link in /proc/[0-9]*/cwd; do
    case $(readlink "$link" 2>/dev/null) in
      "$REHEARSAL_STATE"/worktrees/*)
        link=${link%/cwd}
        echo "${link#/proc/}"
        ;;
    esac
  done
}

watch() {
  "$rehearse" session supervise >"$home/supervisor.log" 2>&1 </dev/null &
  supervisor=$!
  # Its end is no news to anybody.
  disown
}

how=(100000 --agent sleep --repository "$repo")

git init -q -b main "$repo"
git -C "$repo" -c user.name=a -c user.email=a@b commit -q --allow-empty -m one
watch
declare -A wanted
kills=0 answered=0 lost=0
for ((round = 1; kills < kills_wanted; round++)); do
  key=k$((RANDOM % keys))
  if ((RANDOM % 3 > 0)); then verb=spawn; else verb=stop; fi
  # A run that was ended is brought back; to spawn it again would only find it.
  if [[ $verb == spawn && ${wanted[$key]:-spawn} == stop ]]; then verb=restore; fi
  words=("$verb" "$key")
  if [[ $verb == spawn ]]; then words+=("${how[@]}"); fi
  # The program itself, and no shell around it, is what is killed.
  "$rehearse" session "${words[@]}" >"$home/out" 2>&1 </dev/null &
  command=$!
  sleep "0.$(printf %03d $((RANDOM % 70)))"
  if kill -9 "$command" 2>/dev/null; then kills=$((kills + 1)); fi
  status=0
  wait "$command" 2>/dev/null || status=$?
  # That a run has its session says nothing of whether that is over.
  if ((status == 0)) && ! grep -q 'has its session already' "$home/out"; then
    answered=$((answered + 1))
    # An answer was given: the record says the same, whatever happened to others since.
    over=$("$rehearse" session status --json "$key" | grep -c '"over":true' || true)
    if [[ $verb != stop && $over != 0 || $verb == stop && $over != 1 ]]; then
      lost=$((lost + 1))
      echo "chaos: round $round: '$verb $key' was answered and does not stand:"
      cat "$home/out"
      "$rehearse" session status "$key" || true
    fi
  fi
  wanted[$key]=${verb/restore/spawn}
  if ((RANDOM % 5 == 0)); then
    kill -9 "$supervisor" 2>/dev/null || true
    kills=$((kills + 1))
    watch
  fi
done

# What was begun last is asked for once more, and nothing is killed any more.
for key in "${!wanted[@]}"; do
  if [[ ${wanted[$key]} == spawn ]]; then
    "$rehearse" session spawn "$key" "${how[@]}" >"$home/out" 2>&1 || true
    if "$rehearse" session status --json "$key" 2>&1 | grep -q '"over":true'; then
      "$rehearse" session restore "$key" >"$home/out" 2>&1 || true
    fi
    if ! "$rehearse" session status --json "$key" 2>&1 | grep -q '"over":false'; then
      echo "chaos: $key cannot be started: $(cat "$home/out")"
      lost=$((lost + 1))
    fi
  else
    "$rehearse" session stop "$key" >"$home/out" 2>&1 || true
  fi
done
sleep 1
json=$("$rehearse" session list --all --json)
live=$({ grep -o '"over":false' <<<"$json" || true; } | wc -l)
busy=$({ grep -o '"busy":true' <<<"$json" || true; } | wc -l)
mapfile -t sessions < <(tmux -S "$REHEARSAL_STATE/tmux" list-sessions -F '#{session_name}' 2>/dev/null)
mapfile -t running < <(agents)
mapfile -t trees < <(git -C "$repo" worktree list --porcelain | grep "^worktree $REHEARSAL_STATE")
echo "chaos: $((round - 1)) rounds, $kills kills, $answered answered, $lost lost"
echo "chaos: $live sessions live, $busy busy; ${#sessions[@]} tmux sessions, ${#running[@]} agents," \
  "${#trees[@]} worktrees"
wrong=0
"$rehearse" session check || wrong=1
if ((lost > 0 || busy > 0 || wrong > 0 || ${#sessions[@]} != live || ${#running[@]} != live)); then
  echo "chaos: failed"
  "$rehearse" session list --all
  tmux -S "$REHEARSAL_STATE/tmux" list-sessions 2>/dev/null || true
  exit 1
fi
