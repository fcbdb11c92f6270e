#!/bin/bash
# Runs the benchmarks: every figure beside its peer in the same run, as a ratio.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests/setup/publish.sh measured
dotnet run --project tests/NodeGc.Benchmarks -c Release -- "$@"
