#!/bin/bash
# publish.sh [--arch ARCH] [PROGRAM...]: publishes programs for amd64 (the default) or arm64 into artifacts/ARCH/PROGRAM:
# agent, operator and kubectl (the plugin), which need nothing on the machine that runs them, or also "measured". Without
# a name, agent and operator.
set -euo pipefail
cd "$(dirname "$0")/../.."
architecture=amd64
if [ "${1:-}" = --arch ]; then architecture=$2; shift 2; fi
case $architecture in
  amd64) runtime=linux-x64 tuple=x86_64-linux-gnu ;;
  arm64) runtime=linux-arm64 tuple=aarch64-linux-gnu ;;
  *) echo "publish.sh: $architecture is not an architecture that programs are published for; use amd64 or arm64" >&2; exit 2 ;;
esac
tests/setup/sysroots.sh "$architecture"
sysroot=${NODEGC_SYSROOTS:-/var/cache/nodegc/sysroots}/$architecture/dev
# What links OpenSSL into a program is compiled at publishing, with these headers.
export CFLAGS="-I$sysroot/usr/include -I$sysroot/usr/include/$tuple"

publish() { # PROJECT PROGRAM [OPTION...]
  local project=$1 program=$2; shift 2
  echo "publishing $program into artifacts/$architecture/$program"
  dotnet publish "$project" -c Release -r $runtime -o "artifacts/$architecture/$program" -v quiet -clp:NoSummary \
    -p:OpenSslRoot="$sysroot" "$@"
}
# The linker warns that names of hosts are resolved by plugins only where the same libc is installed; "files" and "dns" are
# part of it.
native() { publish "$@" | { grep -v "statically linked applications requires at runtime" || true; }; }
[ $# -gt 0 ] || set -- agent operator
for program in "$@"; do
  case $program in
    agent) native node-agent/NodeGc.Agent agent ;; # as native code, see node-agent/Published.props
    # Only the framework and packages that allow it are trimmed, 54 MB: the dashboard's components are found by
    # reflection. JSON by reflection is switched off by trimming, and needed by the web server's own errors.
    operator) publish operator/NodeGc.Operator operator --self-contained -p:PublishReadyToRun=true -p:PublishTrimmed=true \
      -p:TrimMode=partial -p:SuppressTrimAnalysisWarnings=true -p:JsonSerializerIsReflectionEnabledByDefault=true ;;
    kubectl) native operator/NodeGc.Kubectl kubectl ;; # see Native.props
    measured) native tests/NodeGc.Benchmarks.Measured measured ;;
    *) echo "publish.sh: $program is not a program that is published; use agent, operator, kubectl or measured" >&2; exit 2 ;;
  esac
done
