#!/bin/bash
# Runs the benchmarks: every figure beside its peer in the same run, as a ratio.
set -euo pipefail
cd "$(dirname "$0")/../.."
tests/setup/publish.sh measured agent operator
dotnet run --project tests/NodeGc.Benchmarks -c Release -- "$@"
# The dashboard of a fleet of 5,000 nodes, beside kubectl.
project=tests/NodeGc.Dashboard.Tests
dotnet build $project -c Release -v quiet -clp:NoSummary
dotnet vstest $project/bin/Release/net10.0/NodeGc.Dashboard.Tests.dll --nologo --TestCaseFilter:FullyQualifiedName~ScaleTests \
  --logger:"console;verbosity=normal"
