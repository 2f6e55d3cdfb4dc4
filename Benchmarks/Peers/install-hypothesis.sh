#!/bin/bash
# Hypothesis, in the one version that the benchmarks compare with.
exec "$(dirname "$0")/python-peer.sh" hypothesis 6.170.15
