#!/bin/bash
# SimPy, in the one version that the benchmarks compare with.
exec "$(dirname "$0")/python-peer.sh" simpy 4.1.2
