#!/bin/bash
# Publishes the operator and the agent as self-contained programs into artifacts/.
set -euo pipefail
cd "$(dirname "$0")/../.."
publish() { # PROJECT NAME [OPTION...]
  local project=$1 name=$2; shift 2
  echo "publishing $name into artifacts/$name"
  dotnet publish "$project" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -o "artifacts/$name" -v quiet -clp:NoSummary "$@"
}
publish node-agent/NodeGc.Agent agent -p:PublishTrimmed=true
publish operator/NodeGc.Operator operator # not trimmed: the web server behind its probes does not survive that
