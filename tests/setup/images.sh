#!/bin/bash
# images.sh [ARCH...]: builds the images of the agent and the operator, by default for amd64 and arm64, with a private
# Docker engine, into artifacts/images: an archive per image (docker load), its list of components (CycloneDX), and
# SHA256SUMS. Prints sizes and IDs. The same commit on the same packages gives the same IDs. NODEGC_PUBLISHED=1 takes the
# programs that are published already.
set -euo pipefail
cd "$(dirname "$0")/../.."
architectures=("$@"); [ $# -gt 0 ] || architectures=(amd64 arm64)
version=$(sed -nE 's:.*<Version>(.*)</Version>.*:\1:p' Directory.Build.props)
revision=${NODEGC_REVISION:-$(git rev-parse HEAD)}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
export SOURCE_DATE_EPOCH
sysroots=${NODEGC_SYSROOTS:-/var/cache/nodegc/sysroots} out=artifacts/images
. tests/demo/say.sh; . tests/demo/engine.sh

for architecture in "${architectures[@]}"; do
  [ -n "${NODEGC_PUBLISHED:-}" ] || tests/setup/publish.sh --arch "$architecture" agent operator
done
for step in docker shells engines; do tests/setup/$step.sh; done

# lay_out ARCH: the root filesystems, with the time of the commit everywhere, so that two builds are equal.
lay_out() {
  local from=artifacts/$1 to=artifacts/$1/rootfs
  rm -rf "$to"; mkdir -p "$to"/agent/{usr/bin,etc/ssl/certs} "$to"/operator/usr/{bin,lib/nodegc-operator}
  cp "$from/agent/nodegc-agent" "$to/agent/usr/bin/"
  cp "$sysroots/$1/base/etc/ssl/certs/ca-certificates.crt" "$to/agent/etc/ssl/certs/"
  find "$from/operator" -mindepth 1 -maxdepth 1 ! -name '*.pdb' -exec cp -r {} "$to/operator/usr/lib/nodegc-operator/" \;
  ln -s ../lib/nodegc-operator/nodegc-operator "$to/operator/usr/bin/nodegc-operator"
  cp -a "$sysroots/$1/base" "$to/base"
  chmod -R u=rwX,go=rX "$to"/{agent,operator}
  find "$to" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

work=$(mktemp -d /tmp/nodegc-images.XXXXXX)
engines=${NODEGC_ENGINES:-/var/cache/nodegc/engines}/28.5/usr
finish() { local code=$?; set +e; engine_stop; rm -rf --one-file-system "$work"; exit $code; }
trap finish EXIT
PATH=$engines/bin:$engines/sbin:$PATH dockerd=$engines/sbin/dockerd engine_start
mkdir -p "$work/client/cli-plugins"; ln -s "$engines/libexec/docker/cli-plugins/docker-buildx" "$work/client/cli-plugins/"
docker() { DOCKER_CONFIG=$work/client "$engines/bin/docker" -H "unix://$work/docker.sock" "$@"; }

# build ARCH IMAGE FILE [OPTION...]: from the laid out files alone.
build() {
  local architecture=$1 image=$2 file=$3; shift 3
  docker buildx build -q --platform "linux/$architecture" --network none --provenance=false -t "$image" -f "$file" \
    --build-arg SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" --build-arg VERSION="$version" --build-arg REVISION="$revision" \
    --build-arg CREATED="$created" "$@" artifacts >/dev/null
}

mkdir -p $out
for architecture in "${architectures[@]}"; do
  lay_out "$architecture"
  printf 'FROM scratch\nARG TARGETARCH\nCOPY ${TARGETARCH}/rootfs/base/ /\n' > "$work/base.Dockerfile"
  build "$architecture" nodegc/base "$work/base.Dockerfile"
  build "$architecture" "nodegc/agent:$version" node-agent/Dockerfile
  build "$architecture" "nodegc/operator:$version" operator/Dockerfile --build-arg BASE=nodegc/base
  for program in agent operator; do
    docker save -o "$out/nodegc-$program-$architecture.tar" "nodegc/$program:$version"
    tests/setup/sbom.sh $program "$architecture" "$version" > "$out/nodegc-$program-$architecture.cdx.json"
    docker image inspect --format '{{.Size}} {{.Id}}' "nodegc/$program:$version" | while read -r size id; do
      printf '%-9s %-6s %4d MB  %s\n' $program "$architecture" $(((size + 999999) / 1000000)) "$id"
    done | tee "$out/nodegc-$program-$architecture.txt"
  done
done
(cd $out && sha256sum ./*.tar ./*.cdx.json > SHA256SUMS)
say "in $out; to use one: docker load -i $out/nodegc-agent-amd64.tar"
