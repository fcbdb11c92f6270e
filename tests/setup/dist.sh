#!/bin/bash
# dist.sh [ARCH...]: packs the agent for hosts without Kubernetes, by default for amd64 and arm64, into
# artifacts/dist/nodegc-agent-VERSION-linux-ARCH.tar.gz, each with install.sh, units, policy and SHA256SUMS, and the
# kubectl plugin into kubectl-nodegc-VERSION-linux-ARCH.tar.gz, with a manifest for krew. The same program gives the same
# archive.
set -euo pipefail
cd "$(dirname "$0")/../.."
architectures=("$@"); [ $# -gt 0 ] || architectures=(amd64 arm64)
version=$(sed -nE 's:.*<Version>(.*)</Version>.*:\1:p' Directory.Build.props)
out=$PWD/artifacts/dist; mkdir -p "$out"
pack() { # FOLDER NAME [PART]: FOLDER/PART, by default FOLDER/NAME, as the archive NAME
  tar -C "$1" --sort=name --mtime="@$(git log -1 --format=%ct)" --owner=0 --group=0 --numeric-owner \
    --mode=u=rwX,go=rX -cf - "${3:-$2}" | gzip -n9 > "$out/$2.tar.gz"
  echo "dist: artifacts/dist/$2.tar.gz, $(du -h --apparent-size "$out/$2.tar.gz" | cut -f1)"
}
for architecture in "${architectures[@]}"; do
  [ -n "${NODEGC_PUBLISHED:-}" ] || tests/setup/publish.sh --arch "$architecture" agent kubectl
  name=nodegc-agent-$version-linux-$architecture work=$(mktemp -d)
  mkdir "$work/$name"
  cp node-agent/host/* LICENSE "artifacts/$architecture/agent/nodegc-agent" "$work/$name/"
  echo "$architecture" > "$work/$name/architecture"
  (cd "$work/$name" && sha256sum -- * > "$work/sums" && mv "$work/sums" SHA256SUMS)
  pack "$work" "$name"
  rm -rf "$work"
  work=$(mktemp -d)
  # krew takes the program from the top of the archive.
  cp LICENSE "artifacts/$architecture/kubectl/kubectl-nodegc" "$work/"
  pack "$work" "kubectl-nodegc-$version-linux-$architecture" .
  rm -rf "$work"
done
(cd "$out" && sha256sum ./*.tar.gz > SHA256SUMS)
sum() { sed -n "s/  .\/kubectl-nodegc-$version-linux-$1.tar.gz\$//p" "$out/SHA256SUMS"; }
if [ -n "$(sum amd64)" ] && [ -n "$(sum arm64)" ]; then
  sed "s|DIST_URL|${NODEGC_DIST_URL:-https://example.com/nodegc}|; s/VERSION/$version/; s/SHA256_AMD64/$(sum amd64)/; s/SHA256_ARM64/$(sum arm64)/; /^#/d" \
    operator/NodeGc.Kubectl/krew.yaml > "$out/krew.yaml"
  echo "dist: artifacts/dist/krew.yaml"
fi
