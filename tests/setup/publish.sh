#!/bin/bash
# Publishes the operator and the agent as self-contained, trimmed programs into artifacts/.
set -euo pipefail
cd "$(dirname "$0")/../.."
publish() { # PROJECT NAME
  echo "publishing $2 into artifacts/$2"
  dotnet publish "$1" -c Release -r linux-x64 --self-contained -p:PublishTrimmed=true -p:PublishReadyToRun=true -o "artifacts/$2" -v quiet -clp:NoSummary
}
publish node-agent/NodeGc.Agent agent
publish operator/NodeGc.Operator operator
