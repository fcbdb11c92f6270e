#!/bin/bash
# soak.sh CONFIGURATION: chaos on a real engine, the laws over damaged stores, the fuzzing of the readers and the killing of the executor, for long instead
# of seconds. Set by the environment:
#   NODEGC_SOAK_MINUTES minutes of chaos (20), shared by the engines
#   NODEGC_SOAK_ENGINE  the one engine to put under chaos: 20.10, 26.1 or 28.5 (all three, one after the other)
#   NODEGC_SOAK_CASES   damaged stores in all (100000)
#   NODEGC_SOAK_INPUTS  inputs for each binary or text reader (30000; a quarter of that for each format of JSON)
#   NODEGC_SOAK_KILLS   all = the executor is killed before and after each of its calls on files (all); anything else = at every sixth change
#   NODEGC_SOAK_ENTRIES files in one directory that is deleted (1000000)
#   NODEGC_SOAK_SEED    another number, another load, other stores and inputs (1)
# Closes with what was run; a violation is printed with the test case that repeats it. Exits 1 if there was one.
set -uo pipefail
export NODEGC_SOAK_CASES=${NODEGC_SOAK_CASES:-100000} NODEGC_SOAK_INPUTS=${NODEGC_SOAK_INPUTS:-30000} NODEGC_SOAK_SEED=${NODEGC_SOAK_SEED:-1}
export NODEGC_SOAK_KILLS=${NODEGC_SOAK_KILLS:-all} NODEGC_SOAK_ENTRIES=${NODEGC_SOAK_ENTRIES:-1000000} NODEGC_SOAK_MINUTES=${NODEGC_SOAK_MINUTES:-20}
cd "$(dirname "$0")/../.."
configuration=${1:-Release}
log=$(mktemp); trap 'rm -f "$log"' EXIT
result=0
run() { # PROJECT CATEGORY
  dotnet test "tests/$1" -c "$configuration" --no-build --nologo --filter "TestCategory=$2" --logger 'console;verbosity=detailed' \
    -- NUnit.NumberOfTestWorkers="$(nproc)" 2>&1 | tee -a "$log" | grep -E --line-buffered '^ *(Passed|Failed) |TestCase\(|of seed|^VIOLATION|, [0-9]+ violations|^ *[0-9]+ (damaged stores|inputs|kills) '
  [ "${PIPESTATUS[0]}" = 0 ] || result=1
}
read -ra engines <<< "${NODEGC_SOAK_ENGINE:-20.10 26.1 28.5}"
minutes=$NODEGC_SOAK_MINUTES
for engine in "${engines[@]}"; do
  NODEGC_SOAK_ENGINE=$engine NODEGC_SOAK_MINUTES=$(( (minutes + ${#engines[@]} - 1) / ${#engines[@]} )) run NodeGc.Scenarios Chaos
done
run NodeGc.Stores.Tests Soak
run NodeGc.Storage.Tests Soak
sum() { grep -oE "$1" "$log" | sort -u | awk '{ n += $1 } END { print n + 0 }'; }
stores=$(sum '[0-9]+ damaged stores from seed [0-9]+') violations=$(grep -oE '[0-9]+ damaged stores from seed [0-9]+ on, [0-9]+ violations' "$log" | sort -u | awk '{ n += $(NF - 1) } END { print n + 0 }')
inputs=$(grep -oE '[0-9]+ inputs of .* from seed [0-9]+' "$log" | sort -u | awk '{ n += $1 } END { print n + 0 }')
kills=$(grep -oE '[0-9]+ kills of .*, .*' "$log" | grep -v 'of the daemon' | sort -u | awk '{ n += $1 } END { print n + 0 }')
chaos=$(grep -oE 'chaos of seed [0-9]+ on [0-9.]+: .*' "$log" | sort -u)
[ "$stores" -gt 0 ] && [ "$inputs" -gt 0 ] && [ "$kills" -gt 0 ] && [ "$(grep -c . <<< "$chaos")" = ${#engines[@]} ] || { echo "nothing was run" >&2; result=1; }
echo "$chaos"
echo "$stores damaged stores, $violations violations; $inputs inputs to readers; $kills kills of the executor; seed $NODEGC_SOAK_SEED"
exit $result
