#!/bin/bash
# dist.sh [ARCH...]: packs the agent for hosts without Kubernetes, by default for amd64 and arm64, into
# artifacts/dist/nodegc-agent-VERSION-linux-ARCH.tar.gz, each with install.sh, units, policy and SHA256SUMS. The same
# program gives the same archive.
set -euo pipefail
cd "$(dirname "$0")/../.."
architectures=("$@"); [ $# -gt 0 ] || architectures=(amd64 arm64)
version=$(sed -nE 's:.*<Version>(.*)</Version>.*:\1:p' Directory.Build.props)
out=$PWD/artifacts/dist; mkdir -p "$out"
for architecture in "${architectures[@]}"; do
  [ -n "${NODEGC_PUBLISHED:-}" ] || tests/setup/publish.sh --arch "$architecture" agent
  name=nodegc-agent-$version-linux-$architecture work=$(mktemp -d)
  mkdir "$work/$name"
  cp node-agent/host/* LICENSE "artifacts/$architecture/agent/nodegc-agent" "$work/$name/"
  echo "$architecture" > "$work/$name/architecture"
  (cd "$work/$name" && sha256sum -- * > "$work/sums" && mv "$work/sums" SHA256SUMS)
  tar -C "$work" --sort=name --mtime="@$(git log -1 --format=%ct)" --owner=0 --group=0 --numeric-owner \
    --mode=u=rwX,go=rX -cf - "$name" | gzip -n9 > "$out/$name.tar.gz"
  rm -rf "$work"
  echo "dist: artifacts/dist/$name.tar.gz, $(du -h --apparent-size "$out/$name.tar.gz" | cut -f1)"
done
(cd "$out" && sha256sum ./*.tar.gz > SHA256SUMS)
