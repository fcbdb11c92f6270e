#!/bin/bash
# test.sh CONFIGURATION [quick]: runs every test project that was built and closes with the tests that failed and
# why, and the sum over all of them: "N passed, N failed". The scenarios and the tests of the agent, which mostly wait
# for engines and for further scans, run beside the others, which run one after the other; the images come last, alone.
# With "quick" only the tests of the projects in tests/check.slnf that are neither Real nor Slow, two projects at a time,
# and none of a project that passed with the same assemblies and the same files of the repository.
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

# key_of PROJECT: a hash of its assemblies and of all files of the repository that are not compiled.
key_of() {
  { echo "$others"; find "$(dirname "$1")/bin/$configuration/net10.0" -name '*.dll' -print0 | sort -z | xargs -0 sha256sum
  } | sha256sum
}

# run_unless_passed PROJECT: run_project, unless it passed with this key.
run_unless_passed() {
  local stamp passed failed broken key
  stamp=$(dirname "$1")/obj/passed.$configuration key=$(key_of "$1")
  if [ -f "$stamp" ] && [ "$(head -1 "$stamp")" = "$key" ]; then
    passed=$(tail -1 "$stamp")
    printf '%-30s %5d passed before, with the same files\n' "$(basename "$1" .csproj)" "$passed"
    echo "$passed 0 0" > "$results/$(basename "$1" .csproj)"
    return
  fi
  rm -f "$stamp"
  run_project "$1"
  read -r passed failed broken < "$results/$(basename "$1" .csproj)"
  [ "$((failed + broken))" != 0 ] || printf '%s\n%s\n' "$key" "$passed" > "$stamp"
}

# failures_in PROJECT: the names of the tests that failed, each with the first lines of its message, from the output.
failures_in() {
  awk -v project="$1" '/^  Failed .* \[.*\]$/ { sub(/^  Failed /, ""); print project ": " $0 }
    /^  Stack Trace:$/ { message = 0 }
    message { message--; sub(/^ +/, ""); print "    " substr($0, 1, 400) }
    /^  Error Message:$/ { message = 5 }'
}

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
  failures_in "$name" <<< "$output" >> "$results/failures"
  if [ -z "$line" ]; then echo "$name: no test was run" >&2; echo "0 0 1" > "$results/$name"; return; fi
  p=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<< "$line"); f=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<< "$line")
  printf '%-30s %5d passed %4d failed %5d s %5d s CPU\n' "$name" "$p" "$f" $((SECONDS - started)) "$cpu"
  [ "$status" = 0 ] || [ "$f" -gt 0 ] || broken=1
  echo "$p $f $broken" > "$results/$name"
}

if [ "${2:-}" = quick ]; then
  filter=(--TestCaseFilter:'TestCategory!=Real&TestCategory!=Slow')
  projects=$(grep -oE 'tests.*\.Tests\.csproj' tests/check.slnf | sed 's/\\\\/\//g')
  others=$(git ls-files -z --cached --others --exclude-standard | grep -zv '\.cs$' | xargs -0 sha256sum 2>&1 | sha256sum)
  for project in $projects; do
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
    run_unless_passed "$project" &
  done
else
  projects=$(find tests -name '*.Tests.csproj' -o -name 'NodeGc.Scenarios.csproj' | sort)
  waiting='NodeGc\.(Scenarios|Agent\.Tests)\.csproj$'
  # Alone at the end: its agent runs in a container that copies all mounts of the machine, those of other tests included.
  alone='NodeGc\.Images\.Tests\.csproj$'
  for project in $(grep -E "$waiting" <<< "$projects"); do run_project "$project" & done
  for project in $(grep -vE "$waiting|$alone" <<< "$projects"); do run_project "$project"; done
  wait
  for project in $(grep -E "$alone" <<< "$projects"); do run_project "$project"; done
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
