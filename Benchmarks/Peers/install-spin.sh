#!/bin/bash
# Builds Spin's searches of folder-lock.pml below .build/peers/spin: pan with its default
# reductions, pan-full without any, pan-flawed for the shortest way to the flaw. Exit status 69 when
# spin or gcc is not there.
set -euo pipefail
cd "$(dirname "$0")/../.."

model=$PWD/Benchmarks/Peers/folder-lock.pml
folder=.build/peers/spin
for program in spin gcc; do
  if ! command -v "$program" >/dev/null && (($(id -u) == 0)); then
    # Only the comparison needs it, so that it is not among the prerequisites of the checks.
    { apt-get -qq update && apt-get -qq install -y "$program"; } >/dev/null 2>&1 </dev/null || true
  fi
  if ! command -v "$program" >/dev/null; then
    echo "error: $program is not there; install with: apt-get install $program" >&2
    exit 69
  fi
done

mkdir -p "$folder/sound" "$folder/flawed"
common=(-DNP=4 -DROUNDS=4)
(cd "$folder/sound" && spin -a "${common[@]}" "$model" >spin.txt &&
  gcc -O2 -DSAFETY -o ../pan pan.c &&
  gcc -O2 -DSAFETY -DNOREDUCE -DMEMLIM=8000 -o ../pan-full pan.c)
(cd "$folder/flawed" && spin -a "${common[@]}" -DFLAWED "$model" >spin.txt &&
  gcc -O2 -DSAFETY -DNOREDUCE -DBFS -o ../pan-flawed pan.c)
echo "$folder"
