#!/bin/bash
# Shows that make test tells the truth: in a small package of its own it plants one fault at a time
# and compares the last line and the exit status. A check that was never seen to fail proves little.
set -euo pipefail
cd "$(dirname "$0")/.."

package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT
mkdir -p "$package/Sources/Planted" "$package/Tests/PlantedTests"
cp -R Makefile scripts .swift-format "$package"
cd "$package"

sources=Sources/Planted/Planted.swift
tests=Tests/PlantedTests/PlantedTests.swift
wrong=0

write_sound() {
  rm -rf Tests/PlantedTests/*
  cat >Package.swift <<'EOF'
// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "planted",
  targets: [
    .target(name: "Planted"),
    .testTarget(name: "PlantedTests", dependencies: ["Planted"]),
  ]
)
EOF
  cat >"$sources" <<'EOF'
/// One more than a number.
public func successor(of number: Int) -> Int { number + 1 }
EOF
  cat >"$tests" <<'EOF'
import Planted
import Testing

@Test(arguments: 1...20) func succeeds(number: Int) {
  #expect(successor(of: number) > number)
}

@Test(.disabled("planted")) func isSkipped() {}
EOF
}

# expect NAME STATUS LAST-LINE-PATTERN [TEXT THAT MUST BE SHOWN]
expect() {
  local name=$1 status_wanted=$2 last_wanted=$3 shown=${4:-} status=0 last
  make --no-print-directory test >said.txt 2>make.txt </dev/null || status=$?
  last=$(tail -n 1 said.txt)
  # The pattern is meant as a pattern.
  # shellcheck disable=SC2053
  if ((status == status_wanted)) && [[ $last == $last_wanted ]] && grep -qF -- "$shown" said.txt; then
    echo "seen: $name: exit status $status, $last"
  else
    echo "wrong: $name: exit status $status, wanted $status_wanted; last line '$last', wanted" \
      "'$last_wanted'; to be shown: '$shown'"
    cat said.txt make.txt
    wrong=$((wrong + 1))
  fi
}

write_sound
expect 'nothing wrong' 0 '3 passed, 0 failed, 1 skipped'

printf '\n@Test func fails() { #expect(successor(of: 1) == 3) }\n' >>"$tests"
expect 'a failing test' 2 '3 passed, 1 failed, 1 skipped' 'successor(of: 1)'

write_sound
sed -i 's/successor(of: number) > number/number != 7/' "$tests"
expect 'one failing argument of twenty' 2 '2 passed, 1 failed, 1 skipped' 'number → 7'

write_sound
printf '\n@Test func crashes() { fatalError("planted crash") }\n' >>"$tests"
# What else was running when the process died is a matter of luck; that something failed is not.
expect 'a crashing test' 2 '[23] passed, [12] failed, 1 skipped' 'Fatal error: planted crash'

write_sound
printf 'import XCTest\n\nfinal class Old: XCTestCase {\n  func testOld() { XCTAssertEqual(1, 2) }\n}\n' \
  >"Tests/PlantedTests/Old.swift"
expect 'a failing XCTest' 2 '3 passed, 1 failed, 1 skipped' 'XCTAssertEqual failed'

write_sound
sed -i 's/^import Planted/import Foundation\nimport Planted/' "$tests"
cat >>"$tests" <<'EOF'

@Test func leavesAFile() throws {
  try Data().write(to: FileManager.default.temporaryDirectory.appending(path: "planted-file"))
}

@Test func leavesAProcess() throws {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/tail")
  process.arguments = ["-f", FileManager.default.temporaryDirectory.path + "/nothing", "/dev/null"]
  try process.run()
}
EOF
expect 'what is left behind' 2 '4 passed, 1 failed, 1 skipped' 'planted-file'
# The process, which the check has shown with its number.
left=$(awk '$2 ~ /tail$/ { print $1 }' said.txt | head -n 1)
if [[ -n $left ]] && kill "$left"; then
  echo "seen: a process that was left behind"
else
  echo "wrong: a process that was left behind was not told"
  wrong=$((wrong + 1))
fi

write_sound
printf '\nlet planted: Int = "text"\n' >>"$sources"
expect 'a build error' 2 '1 passed, 1 failed' "cannot convert value of type 'String'"

write_sound
sed -i 's/^public func/    public func/' "$sources"
expect 'a lint offence' 2 '2 passed, 1 failed, 1 skipped' 'Indentation'

write_sound
echo 'import Testing' >"$tests"
expect 'no tests at all' 2 '2 passed, 1 failed' 'no test ran'

((wrong == 0)) || exit 1
