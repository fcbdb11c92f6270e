#!/bin/bash
# conformance.sh CONFIGURATION: runs every suite that uses an API server against a real one: the kube-apiserver 1.20.2
# that apiserver.sh builds, or the one in the folder that KUBEBUILDER_ASSETS names (etcd and kube-apiserver; with a
# kube-controller-manager beside them, the tests of what controllers do run, too). Each control plane has a folder and
# ports of its own. What needs the switches of the server in the test process, or a newer Kubernetes, is skipped.
# Closes with "N passed, N failed, N skipped"; exits 1 if a test failed or a suite ran no test.
set -uo pipefail
cd "$(dirname "$0")/../.."
configuration=${1:-Release}
if [ -z "${KUBEBUILDER_ASSETS:-}" ]; then
    tests/setup/apiserver.sh || exit
    KUBEBUILDER_ASSETS=${NODEGC_APISERVER:-/var/cache/nodegc/apiserver}
fi
export KUBEBUILDER_ASSETS
for program in etcd kube-apiserver; do
    [ -x "$KUBEBUILDER_ASSETS/$program" ] || { echo "conformance: no $program in $KUBEBUILDER_ASSETS" >&2; exit 1; }
done
echo "conformance: $("$KUBEBUILDER_ASSETS/kube-apiserver" --version), from $KUBEBUILDER_ASSETS"

passed=0 failed=0 skipped=0
count() { sed -nE "s/.*$1: +([0-9]+).*/\1/p" <<< "$2"; }

# run PROJECT [FILTER]: one after the other, since each test of some suites starts a control plane of its own.
run() {
    local project=$1 started=$SECONDS output status line p f s
    local filter=(); [ -z "${2:-}" ] || filter=(--filter "$2")
    output=$(dotnet test "tests/$project" -c "$configuration" --no-build --nologo \
        --logger "console;verbosity=minimal" "${filter[@]}" \
        -- NUnit.NumberOfTestWorkers=0 2>&1); status=$?
    line=$(grep -E '^(Passed|Failed)! ' <<< "$output" | tail -1)
    p=$(count Passed "$line") f=$(count Failed "$line") s=$(count Skipped "$line")
    if [ "${p:-0}" = 0 ] || [ "$status" != 0 ]; then
        printf '%s\n' "$output"
        [ "${f:-0}" -gt 0 ] || f=1
    fi
    printf '%-24s %4d passed %4d failed %4d skipped %5d s\n' \
        "$project" "${p:-0}" "${f:-0}" "${s:-0}" $((SECONDS - started))
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
}

run NodeGc.Testing.Tests 'FullyQualifiedName~.Conformance.|FullyQualifiedName~.Kubectl.'
run NodeGc.Api.Tests 'FullyQualifiedName~.Server.'
run NodeGc.Chart.Tests
run NodeGc.Operator.Tests 'FullyQualifiedName~.Scenes.'
run NodeGc.Agent.Tests 'FullyQualifiedName~.Daemon.'
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
