#!/bin/bash
# test.sh CONFIGURATION [quick]: runs every test project that was built and closes with the names of the tests that
# failed and the sum over all of them: "N passed, N failed". The scenarios and the tests of the agent, which mostly wait
# for engines and for further scans, run beside the others, which run one after the other. With "quick" only the tests of
# the projects in tests/check.slnf that are neither Real nor Slow, two projects at a time.
# Exits 1 if a test failed or a project did not run.
set -uo pipefail
cd "$(dirname "$0")/../.."
configuration=${1:-Release} filter=()
results=$(mktemp -d); trap 'rm -rf "$results"' EXIT
# The quick tests keep their files in memory: none of them is about a disk, and most of their time was fsync.
[ "${2:-}" != quick ] || [ ! -w /dev/shm ] || { TMPDIR=$(mktemp -d /dev/shm/nodegc-check-XXXXXX) && export TMPDIR &&
  trap 'rm -rf "$results" "$TMPDIR"' EXIT; }
# What a process learns about itself to run faster later is lost with these short-lived ones, and memory is plenty.
export DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x4000000

# run_project PROJECT: writes "passed failed broken" into the results and says it in a line, with the time it took and
# the processor time of all its programs; with what the project said where that is not good.
run_project() {
  local name started=$SECONDS output status line cpu p f broken=0
  name=$(basename "$1" .csproj)
  output=$(TIMEFORMAT='CPU %U %S'; { time dotnet vstest "$(dirname "$1")/bin/$configuration/net10.0/$name.dll" \
    --nologo --logger:"console;verbosity=minimal" "${filter[@]}" 2>&1; } 2>&1); status=$?
  cpu=$(awk '/^CPU [0-9. ]+$/ { print int($2 + $3) }' <<< "$output" | tail -1)
  line=$(grep -E '^(Passed|Failed)! ' <<< "$output" | tail -1)
  if [ -z "$line" ] || [ "$status" != 0 ]; then printf '%s\n' "$output"; fi
  grep -E '^  Failed .* \[.*\]$' <<< "$output" | sed "s/^  Failed /$name: /" >> "$results/failures"
  if [ -z "$line" ]; then echo "$name: no test was run" >&2; echo "0 0 1" > "$results/$name"; return; fi
  p=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<< "$line"); f=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<< "$line")
  printf '%-30s %5d passed %4d failed %5d s %5d s CPU\n' "$name" "$p" "$f" $((SECONDS - started)) "$cpu"
  [ "$status" = 0 ] || [ "$f" -gt 0 ] || broken=1
  echo "$p $f $broken" > "$results/$name"
}

if [ "${2:-}" = quick ]; then
  filter=(--TestCaseFilter:'TestCategory!=Real&TestCategory!=Slow')
  projects=$(grep -oE 'tests.*\.Tests\.csproj' tests/check.slnf | sed 's/\\\\/\//g')
  for project in $projects; do
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
    run_project "$project" &
  done
else
  projects=$(find tests -name '*.Tests.csproj' -o -name 'NodeGc.Scenarios.csproj' | sort)
  waiting='NodeGc\.(Scenarios|Agent\.Tests)\.csproj$'
  for project in $(grep -E "$waiting" <<< "$projects"); do run_project "$project" & done
  for project in $(grep -vE "$waiting" <<< "$projects"); do run_project "$project"; done
fi
wait

if [ -s "$results/failures" ]; then echo 'Failed:'; sed 's/^/  /' "$results/failures"; fi
passed=0 failed=0
for project in $projects; do
  read -r p f broken 2>/dev/null < "$results/$(basename "$project" .csproj)" || { p=0; f=0; broken=1; }
  passed=$((passed + p)) failed=$((failed + f + broken))
done
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
