#!/bin/bash
# Makes sure that Swift and everything in prerequisites.txt is there. What is missing is installed
# where apt-get may be used without asking; elsewhere it is named, and the exit status is 69.
set -euo pipefail

list=$(cd "$(dirname "$0")" && pwd)/prerequisites.txt
swift_major_min=6
swift_minor_min=2

missing() {
  printf 'error: %s\n' "$1" >&2
  exit 69
}

require_swift() {
  local least="$swift_major_min.$swift_minor_min"
  local from='https://www.swift.org/install/linux/'
  command -v swift >/dev/null ||
    missing "swift is not on the path: install Swift $least or newer from $from"
  local said major minor
  said=$(swift --version 2>&1) || missing "swift --version failed: $said"
  [[ $said =~ Swift\ version\ ([0-9]+)\.([0-9]+) ]] ||
    missing "swift --version does not name a version: $said"
  major=${BASH_REMATCH[1]} minor=${BASH_REMATCH[2]}
  if ((major < swift_major_min || (major == swift_major_min && minor < swift_minor_min))); then
    missing "Swift $major.$minor is too old: install Swift $least or newer from $from"
  fi
}

# Prints the packages of everything that is not there, one a line.
missing_packages() {
  local kind name package
  while read -r kind name package; do
    case $kind in
      '' | '#'*) ;;
      command) command -v "$name" >/dev/null || echo "$package" ;;
      module) pkg-config --exists "$name" 2>/dev/null || echo "$package" ;;
      *) missing "$list: '$kind' is neither command nor module" ;;
    esac
  done <"$list" | sort -u
}

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null 2>&1
}

require_packages() {
  local packages said
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]} > 0)) || return 0

  local by_hand="missing: ${packages[*]}; install with: apt-get install ${packages[*]}"
  command -v apt-get >/dev/null || missing "$by_hand (or what your system calls them)"
  as_root=()
  if (($(id -u) != 0)); then
    as_root=(sudo -n)
    "${as_root[@]}" true 2>/dev/null || missing "$by_hand (as root)"
  fi

  echo "installing with apt-get: ${packages[*]}" >&2
  # The package lists of a fresh image are empty or stale: they are fetched only if need be.
  said=$(apt install -y --no-install-recommends "${packages[@]}") ||
    { apt update >/dev/null && said=$(apt install -y --no-install-recommends "${packages[@]}"); } ||
    missing "apt-get could not install ${packages[*]}: $said"

  mapfile -t packages < <(missing_packages)
  ((${#packages[@]} == 0)) || missing "still not found after installing: ${packages[*]}"
}

require_swift
require_packages
