#!/bin/bash
# Publishes the operator and the agent as self-contained programs into artifacts/, and what else is named: publish.sh [measured].
set -euo pipefail
cd "$(dirname "$0")/../.."
publish() { # PROJECT NAME [OPTION...]
  local project=$1 name=$2; shift 2
  echo "publishing $name into artifacts/$name"
  dotnet publish "$project" -c Release -r linux-x64 -o "artifacts/$name" -v quiet -clp:NoSummary "$@"
}
publish node-agent/NodeGc.Agent agent # as native code, see node-agent/Published.props
publish operator/NodeGc.Operator operator --self-contained -p:PublishReadyToRun=true # not trimmed: the web server behind its probes does not survive that
for more in "$@"; do
  case $more in
    measured) publish tests/NodeGc.Benchmarks.Measured measured ;;
    *) echo "publish.sh knows no $more" >&2; exit 2 ;;
  esac
done
