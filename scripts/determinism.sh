#!/bin/bash
# Runs the same storms in many processes and requires one digest of all of them. Each process draws
# another hash seed; tracing on and off, debug and release are mixed. Then it plants a machine that
# walks over a set, and requires that this is caught.
#
# usage: scripts/determinism.sh [--seeds N] [--processes N] [--executable PATH]...
#
# Without --executable the check is built for debug and for release, and both are run.
set -euo pipefail
cd "$(dirname "$0")/.."

seeds=1000
processes=50
executables=()
while (($# > 0)); do
  case $1 in
    --seeds) seeds=${2:?--seeds wants a number} ;;
    --processes) processes=${2:?--processes wants a number} ;;
    --executable) executables+=("${2:?--executable wants a path}") ;;
    *)
      echo "error: unknown option '$1'; known are --seeds, --processes and --executable" >&2
      exit 64
      ;;
  esac
  shift 2
done
if ((processes < 2)); then
  echo "error: one process alone cannot differ from another; ask for 2 or more" >&2
  exit 64
fi

if ((${#executables[@]} == 0)); then
  echo "building determinism-check for debug" >&2
  swift build --product determinism-check >&2 </dev/null
  executables=("$(swift build --show-bin-path)/determinism-check")
  executables+=("$(scripts/build-release.sh determinism-check)")
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Swift draws a hash seed a process, unless this is set.
unset SWIFT_DETERMINISTIC_HASHING

# run NAME COUNT ARGUMENTS...: as many processes, one file of digests each.
run() {
  local name=$1 count=$2 number
  shift 2
  for ((number = 0; number < count; number++)); do
    local options=(--each --seeds "$seeds" "$@")
    ((number % 4 < 2)) || options+=(--trace)
    "${executables[number % ${#executables[@]}]}" "${options[@]}" >"$work/$name.$number"
  done
}

# Says which process and which storm is the first to differ from the first process; 1 if one does.
compare() {
  local name=$1 count=$2 number differs
  for ((number = 1; number < count; number++)); do
    differs=$(diff "$work/$name.0" "$work/$name.$number" | sed -n 's/^< //p' | head -n 1) || true
    if [[ -n $differs ]]; then
      echo "process $number differs from process 0 first at: $differs"
      return 1
    fi
    # Anything else, such as a line too many, is a difference as well.
    cmp -s "$work/$name.0" "$work/$name.$number" || {
      echo "process $number said more than process 0"
      return 1
    }
  done
}

run sound "$processes"
if ! compare sound "$processes"; then
  echo "determinism: failed: $processes processes do not agree"
  exit 3
fi
said=$(tail -n 1 "$work/sound.0")
if [[ ! $said =~ ^all\ [0-9a-f]{32}\  ]]; then
  echo "determinism: failed: no digest in '$said'"
  exit 3
fi

# Few storms are enough to show it.
seeds=$((seeds < 20 ? seeds : 20))
run planted 6 --plant
if compare planted 6 >"$work/caught"; then
  echo "determinism: failed: a machine that walks over a set was not caught"
  exit 3
fi
echo "determinism: held: $processes processes, one digest; a planted hash order was caught: $said"
