#!/bin/bash
# check.sh CONFIGURATION: builds what the quick tests need, without analyzers, and runs all tests that neither use a real
# part (category Real) nor take long (category Slow), two projects at a time. Closes as test.sh does.
set -uo pipefail
cd "$(dirname "$0")/../.."
configuration=${1:-Release}
export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/check.slnf -c "$configuration" -v quiet -clp:NoSummary -p:RunAnalyzers=false || exit 1

run() {
  local name=$1 output line
  output=$(dotnet vstest "tests/$name/bin/$2/net10.0/$name.dll" --nologo --logger:"console;verbosity=minimal" \
    --TestCaseFilter:"TestCategory!=Real&TestCategory!=Slow" 2>&1)
  line=$(grep -E '^(Passed|Failed)! ' <<< "$output" | tail -1)
  if [[ $line != Passed!* ]]; then printf '%s\n' "$output"; fi
  sed -E 's/^(Passed|Failed)! .*Failed: +([0-9]+), Passed: +([0-9]+),.*Duration: (.*) - (.*)\.dll.*/\5: \3 passed, \2 failed, \4/' <<< "${line:-$name: no test was run}"
}
export -f run
# The longest first.
results=$(printf '%s\n' Storage Operator Collector Stores Agent Kubernetes Docker Api Architecture |
  xargs -P 2 -I{} bash -c "run NodeGc.{}.Tests $configuration" | tee /dev/stderr)
awk -F'[:, ]+' '/ passed, [0-9]+ failed/ { for (i = 2; i <= NF; i++) { if ($i == "passed") p += $(i - 1); if ($i == "failed") f += $(i - 1) } }
  /no test was run/ { f++ } END { print p + 0 " passed, " f + 0 " failed"; exit f > 0 || !p }' <<< "$results"
