#!/bin/bash
# test.sh CONFIGURATION: runs every test project that was built, one after the other (they start daemons and measure nothing),
# and closes with the sum over all of them: "N passed, N failed". Exits 1 if a test failed or a project did not run.
set -uo pipefail
cd "$(dirname "$0")/../.."
configuration=${1:-Release}
passed=0 failed=0 broken=0
for project in $(find tests -name '*.Tests.csproj' -o -name 'NodeGc.Scenarios.csproj' | sort); do
  name=$(basename "$project" .csproj)
  started=$SECONDS
  output=$(dotnet test "$project" -c "$configuration" --no-build --nologo --logger "console;verbosity=minimal" 2>&1); status=$?
  line=$(grep -E '^(Passed|Failed)! ' <<< "$output" | tail -1)
  if [ -z "$line" ] || [ "$status" != 0 ]; then printf '%s\n' "$output"; fi
  if [ -z "$line" ]; then echo "$name: no test was run" >&2; broken=1; continue; fi
  p=$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<< "$line"); f=$(sed -E 's/.*Failed: +([0-9]+).*/\1/' <<< "$line")
  printf '%-30s %5d passed %4d failed %5d s\n' "$name" "$p" "$f" $((SECONDS - started))
  passed=$((passed + p)) failed=$((failed + f))
  [ "$status" = 0 ] || [ "$f" -gt 0 ] || broken=1
done
[ "$passed" -gt 0 ] || broken=1
if [ $((failed + broken)) -gt 0 ]; then result=1; else result=0; fi
echo "$passed passed, $((failed + broken)) failed"
exit $result
