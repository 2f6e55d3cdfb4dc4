#!/bin/bash
# Holds the files of deploy/ against what others have published of their formats: the schema of
# GitHub's workflows, those of Kubernetes, and ShellCheck for the scripts. What cannot be installed
# here is skipped, and it says so; then the exit status is 69, unless something was wrong, which is 1.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(check-jsonschema==0.39.0 kubernetes-validate==1.37.0)
# The least version that deploy/kubernetes is written for, and a late one.
kubernetes_versions=(1.29 1.33 1.36)
limit_s=180
folder=$PWD/.build/deploy-validators
failed=0 skipped=0

say() { printf '%-12s %s\n' "$1" "$2"; }

skip() {
  say "$1" "skipped: $2"
  skipped=1
}

# Runs a check; what it printed is shown when it fails.
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    say "$name" "held"
  else
    say "$name" "failed: $*"
    printf '%s\n' "$output"
    failed=1
  fi
}

install() {
  [[ -f $folder/ready && $(<"$folder/ready") == "${packages[*]}" ]] && return 0
  command -v python3 >/dev/null || return 1
  rm -rf "$folder"
  timeout "$limit_s" python3 -m venv "$folder" >&2 || return 1
  timeout "$limit_s" "$folder/bin/pip" --quiet --disable-pip-version-check install \
    "${packages[@]}" >&2 || return 1
  printf '%s' "${packages[*]}" >"$folder/ready"
}

if install; then
  check github "$folder/bin/check-jsonschema" --builtin-schema vendor.github-workflows \
    deploy/github/*.yml
  for version in "${kubernetes_versions[@]}"; do
    check "k8s $version" "$folder/bin/kubernetes-validate" --strict -k "$version" \
      deploy/kubernetes/*.yaml
  done
  # A judge that finds nothing wrong in what is wrong is none.
  wrong=$folder/wrong.yaml
  sed 's/backoffLimitPerIndex/backofLimitPerIndex/' deploy/kubernetes/explore.yaml >"$wrong"
  check "k8s planted" bash -c "! '$folder/bin/kubernetes-validate' --strict -k 1.33 '$wrong'"
  sed 's/runs-on/run-on/' deploy/github/campaign.yml >"$wrong"
  check "github planted" bash -c \
    "! '$folder/bin/check-jsonschema' --builtin-schema vendor.github-workflows '$wrong'"
else
  skip schemas "${packages[*]} cannot be installed here"
fi

if command -v shellcheck >/dev/null ||
  { (($(id -u) == 0)) && DEBIAN_FRONTEND=noninteractive timeout "$limit_s" apt-get -qq install -y \
    --no-install-recommends shellcheck >/dev/null 2>&1 </dev/null; }; then
  check shellcheck shellcheck deploy/shard.sh deploy/slurm/* deploy/parallel/* \
    scripts/check-deploy.sh scripts/slurm.sh scripts/parallel.sh
else
  skip shellcheck "it is not here, and cannot be installed"
fi

((failed == 0)) || exit 1
((skipped == 0)) || exit 69
