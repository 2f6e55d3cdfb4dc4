#!/bin/bash
# Carries the release plan out with the released command, and checks the evidence with it and with
# another program.
#
# usage: scripts/qa.sh [PLAN [FOLDER]]
#
# The exit status is that of `rehearse qa`: 0 when every check passed.
set -euo pipefail
cd "$(dirname "$0")/.."

plan=${1:-plans/release.yaml}
name=$(basename "$plan" .yaml)
folder=${2:-reports/qa/$name}
rehearse=$(scripts/build-release.sh rehearse)

status=0
"$rehearse" qa "$plan" --out "$folder" || status=$?
[[ -e $folder/SHA256SUMS ]] || exit "$status"
"$rehearse" qa verify "$folder"
(cd "$folder" && sha256sum --check --quiet SHA256SUMS)
exit "$status"
