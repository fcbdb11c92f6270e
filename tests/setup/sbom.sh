#!/bin/bash
# sbom.sh PROGRAM ARCH VERSION: prints the components of an image as CycloneDX: the packages that the program is built
# from, and the Debian packages that are linked into it or lie beside it.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$1 architecture=$2 version=$3
sysroot=${NODEGC_SYSROOTS:-/var/cache/nodegc/sysroots}/$architecture
case $program in
  agent) project=node-agent/NodeGc.Agent/NodeGc.Agent.csproj packages=$sysroot/dev.packages ;;
  operator) project=operator/NodeGc.Operator/NodeGc.Operator.csproj packages=$sysroot/base.packages ;;
  *) echo "sbom.sh: $program has no image; use agent or operator" >&2; exit 2 ;;
esac
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
dotnet tool restore -v quiet >&2
dotnet dotnet-CycloneDX "$project" -o "$work" -fn nuget.json -F Json --no-serial-number --disable-package-restore \
  --set-name "nodegc-$program" --set-version "$version" --set-type Container > "$work/log" || { cat "$work/log" >&2; exit 1; }
jq --arg architecture "$architecture" --rawfile packages "$packages" '
  del(.metadata.timestamp) |
  .components += [$packages | split("\n")[] | select(. != "") | split("\t") | {
    type: "library", name: .[0], version: .[1],
    purl: "pkg:deb/debian/\(.[0])@\(.[1] | @uri)?arch=\($architecture)",
    "bom-ref": "pkg:deb/debian/\(.[0])@\(.[1] | @uri)?arch=\($architecture)" }]' "$work/nuget.json"
