#!/bin/bash
# soak.sh CONFIGURATION: the laws over damaged stores and the fuzzing of the readers, for minutes instead of seconds. Set by the environment:
#   NODEGC_SOAK_CASES   damaged stores in all (100000)
#   NODEGC_SOAK_INPUTS  inputs for each binary or text reader (30000; a quarter of that for each format of JSON)
#   NODEGC_SOAK_SEED    another number, other stores and inputs (1)
# Closes with what was run; a violation is printed with the test case that repeats it. Exits 1 if there was one.
set -uo pipefail
export NODEGC_SOAK_CASES=${NODEGC_SOAK_CASES:-100000} NODEGC_SOAK_INPUTS=${NODEGC_SOAK_INPUTS:-30000} NODEGC_SOAK_SEED=${NODEGC_SOAK_SEED:-1}
cd "$(dirname "$0")/../.."
configuration=${1:-Release}
log=$(mktemp); trap 'rm -f "$log"' EXIT
result=0
for project in NodeGc.Stores.Tests NodeGc.Storage.Tests; do
  dotnet test "tests/$project" -c "$configuration" --no-build --nologo --filter TestCategory=Soak --logger 'console;verbosity=detailed' \
    -- NUnit.NumberOfTestWorkers="$(nproc)" 2>&1 | tee -a "$log" | grep -E --line-buffered '^ *(Passed|Failed) |TestCase\(|of seed|^ *[0-9]+ (damaged stores|inputs) '
  [ "${PIPESTATUS[0]}" = 0 ] || result=1
done
sum() { grep -oE "$1" "$log" | sort -u | awk '{ n += $1 } END { print n + 0 }'; }
stores=$(sum '[0-9]+ damaged stores from seed [0-9]+') violations=$(grep -oE '[0-9]+ damaged stores from seed [0-9]+ on, [0-9]+ violations' "$log" | sort -u | awk '{ n += $(NF - 1) } END { print n + 0 }')
inputs=$(grep -oE '[0-9]+ inputs of .* from seed [0-9]+' "$log" | sort -u | awk '{ n += $1 } END { print n + 0 }')
[ "$stores" -gt 0 ] && [ "$inputs" -gt 0 ] || { echo "nothing was run" >&2; result=1; }
echo "$stores damaged stores, $violations violations; $inputs inputs to readers; seed $NODEGC_SOAK_SEED"
exit $result
