#!/bin/bash
# Builds one product as it is released, and prints the path of the executable.
#
# The options stand here and not in Package.swift: a package with unsafe flags in its manifest
# cannot be used as a dependency.
#
# The command itself is linked with all that it needs, at a fixed address: a session starts it three
# times, and it begins in 1.4 ms so, where it took 5.8 ms. It is built in a place of its own, since
# its objects are others; benchmarks count the allocations of a C library that can be stood in for.
#
# usage: scripts/build-release.sh PRODUCT
set -euo pipefail
cd "$(dirname "$0")/.."

product=${1:?usage: scripts/build-release.sh PRODUCT}
options=(-c release -Xswiftc -cross-module-optimization --static-swift-stdlib)
if [[ $product == rehearse ]]; then
  options+=(--scratch-path .build/static -Xswiftc -static-executable -Xlinker --no-pie)
fi

mkdir -p .build/logs
log=.build/logs/build-$product.txt
echo "building $product for release" >&2
if ! swift build "${options[@]}" --product "$product" >"$log" 2>&1 </dev/null; then
  grep -Ev '^\[[0-9]+/[0-9]+\]|^$' "$log" >&2 || true
  exit 1
fi
echo "$(swift build "${options[@]}" --show-bin-path)/$product"
