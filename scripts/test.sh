#!/bin/bash
# Runs the formatter's lint, builds, runs the tests, and closes with one line that counts all of it:
#
#   N passed, N failed[, N skipped]
#
# The lint counts as one check, a test function as one, and as one that nothing was left behind by the
# tests: no file, no process, no mount. What could not be run has failed.
#
# usage: scripts/test.sh [--release] [--filter PATTERN]
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no LC_ALL=C.UTF-8

limit_s=1800
shown_lines_max=400
build_options=()
test_options=()
while (($# > 0)); do
  case $1 in
    --release) build_options=(-c release) ;;
    --filter)
      test_options=(--filter "${2:?--filter wants a pattern}")
      shift
      ;;
    *)
      echo "error: unknown option '$1'; known are --release and --filter PATTERN" >&2
      exit 64
      ;;
  esac
  shift
done

logs=.build/logs
mkdir -p "$logs"
passed=0 failed=0 skipped=0 began=$SECONDS

finish() {
  echo "total: $((SECONDS - began)) s"
  local line="$passed passed, $failed failed"
  ((skipped == 0)) || line+=", $skipped skipped"
  echo "$line"
  ((failed == 0)) || exit 1
  exit 0
}

# Shows a log without its progress lines, and no more of it than anybody reads.
show() {
  local log=$1 shown=$1.shown lines
  awk -f scripts/without-progress.awk "$log" >"$shown"
  lines=$(wc -l <"$shown")
  head -n "$shown_lines_max" "$shown"
  if ((lines > shown_lines_max)); then
    echo "... $((lines - shown_lines_max)) more lines in $shown"
  fi
}

lint() {
  local path paths=()
  for path in Sources Tests Benchmarks Package.swift; do
    if [[ -e $path ]]; then paths+=("$path"); fi
  done
  if swift format lint --strict --parallel -r "${paths[@]}" >"$logs/lint.txt" 2>&1; then
    echo "lint: passed"
    passed=$((passed + 1))
  else
    show "$logs/lint.txt"
    echo "lint: failed; make format mends what it can"
    failed=$((failed + 1))
  fi
}

build() {
  local start=$SECONDS
  if swift build "${build_options[@]}" --build-tests >"$logs/build.txt" 2>&1 </dev/null; then
    echo "build: $((SECONDS - start)) s"
  else
    show "$logs/build.txt"
    echo "build: failed"
    failed=$((failed + 1))
    finish
  fi
}

# What the tests make lies below one folder, which has to be empty afterwards; what still runs has the
# folder's path among its words.
leftovers() {
  local left=()
  for _ in 1 2 3 4 5 6; do
    mapfile -t left < <(
      # What the package manager makes for itself is its own affair.
      find "$TMPDIR" -mindepth 1 -maxdepth 1 ! -name 'TemporaryDirectory.*' ! -name 'swift-*' ! -name '_*.lock'
      grep -F " $TMPDIR" /proc/mounts || true
      pgrep -fa -- "$TMPDIR/" || true
    )
    ((${#left[@]} > 0)) || break
    sleep 0.5
  done
  if ((${#left[@]} == 0)); then
    echo "left behind: nothing"
    passed=$((passed + 1))
  else
    echo "left behind by the tests:"
    printf '  %s\n' "${left[@]}"
    failed=$((failed + 1))
  fi
}

tests() {
  local status=0 counts p f s
  TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/rt-XXXX")
  # Some tests are somebody else for a while.
  chmod 1777 "$TMPDIR"
  export TMPDIR
  rm -f "$logs/events.jsonl"
  : >"$logs/events.jsonl"
  # In the background, so that an interrupt reaches this shell at once. It is handed on as SIGINT,
  # upon which swift test ends the test process too; on other signals it leaves it running.
  timeout -s INT -k 10 "$limit_s" swift test "${build_options[@]}" "${test_options[@]}" --skip-build \
    --event-stream-output-path "$logs/events.jsonl" --event-stream-version 0 \
    >"$logs/tests.txt" 2>&1 </dev/null &
  local runner=$!
  trap 'kill -INT "$runner" 2>/dev/null; wait "$runner"; exit 130' INT TERM
  wait "$runner" || status=$?
  trap - INT TERM

  LC_ALL=C awk -f scripts/count-tests.awk "$logs/tests.txt" "$logs/events.jsonl" >"$logs/counts.txt"
  counts=$(tail -n 1 "$logs/counts.txt")
  read -r _ p f s <<<"$counts"
  if ((status != 0 || f > 0)); then
    show "$logs/tests.txt"
  fi
  sed '$d' "$logs/counts.txt"
  if ((status == 124 || status == 137)); then
    echo "the tests were stopped after $limit_s s"
  fi
  if ((status != 0 && f == 0)); then
    echo "no test failed, but swift test exited with status $status"
    f=1
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  leftovers
  rm -rf "$TMPDIR"
}

# Programs of other people that judge what is written; where they cannot be had, their tests are
# skipped, and counted as such.
judges() {
  timeout 180 scripts/install-report-validators.sh >/dev/null 2>&1 </dev/null ||
    echo "note: the validators of reports are not here; their tests will be skipped"
  timeout 180 scripts/install-page-checks.sh >/dev/null 2>&1 </dev/null ||
    echo "note: no browser is here; the tests that look at pages will be skipped"
}

lint
judges
build
tests
finish
