#!/bin/bash
# Builds kube-apiserver and kube-controller-manager 1.20.2, which `make conformance` runs, from Debian 12's own source
# package, and installs Debian's etcd-server beside them. The package carries the whole upstream tree with its vendor
# folder (those of later releases are cut down to kubectl), so nothing else is downloaded. It is built with Debian 11's
# Go 1.15, which is unpacked, not installed: with Debian 12's Go 1.19 it compiles, but the server crashes at the first
# server-side apply and refuses every empty string in a custom resource.
# Takes 10 minutes and 1.2 GB on two cores; 240 MB stay below /var/cache/nodegc/apiserver, or the folder that
# NODEGC_APISERVER names. Can be run again, also by several at a time: what is there is left as it is.
set -euo pipefail
cd "$(dirname "$0")"
. ./side-apt.sh
apiserver=${NODEGC_APISERVER:-/var/cache/nodegc/apiserver}
version=1.20.2
programs=(kube-apiserver kube-controller-manager)

say() { echo "setup/apiserver: $*"; }
has() {
    local program
    for program in "${programs[@]}"; do
        [ "$("$apiserver/$program" --version 2>/dev/null)" = "Kubernetes v$version" ] || return 1
    done
    [ -x "$apiserver/etcd" ]
}

# install_missing PACKAGE...: Debian's etcd-server starts no service of its own: policy-rc.d answers 101.
install_missing() {
    local package missing=()
    for package; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" = 0 ] || { say "run me as root: packages have to be installed (${missing[*]})" >&2; return 1; }
    local policy=/usr/sbin/policy-rc.d written=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod 755 "$policy"; written=$policy
    fi
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    local apt=(apt-get -q=2 -o DPkg::Lock::Timeout=300) status=0
    { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } || status=$?
    [ -z "$written" ] || rm -f "$written"
    return $status
}

# build FOLDER: sources and compiler into the folder; the programs are in its src/_output/bin afterwards.
build() {
    local work=$1 mirror
    mirror=$(debian_mirror)
    say "downloading Debian 12's source of Kubernetes and Debian 11's Go"
    side_apt_begin "$mirror" bookworm "$work/source" deb-src
    side_apt "$work/source" source --download-only kubernetes
    mkdir "$work/src"
    tar -xf "$work"/source/packages/kubernetes_*.orig.tar.gz -C "$work/src" --strip-components=1
    side_apt_begin "$mirror" bullseye "$work/compiler"
    side_apt "$work/compiler" download golang-1.15-go golang-1.15-src
    local deb
    for deb in "$work"/compiler/packages/*.deb; do dpkg-deb -x "$deb" "$work/go"; done
    # /usr/lib/go-1.15 refers to /usr/share/go-1.15 by links that lead out of the folder: one tree instead.
    mkdir "$work/goroot"
    cp -a "$work/go/usr/share/go-1.15/." "$work/goroot/"
    rsync -a --exclude-from=<(cd "$work/go/usr/lib/go-1.15" && find . -type l | sed 's|^\.||') \
        "$work/go/usr/lib/go-1.15/" "$work/goroot/"
    say "building $version with $("$work/goroot/bin/go" version 2>/dev/null || echo 'no Go?'): takes 10 minutes"
    (
        cd "$work/src"
        export GOROOT=$work/goroot PATH=$work/goroot/bin:$PATH GOCACHE=$work/cache GOFLAGS=-mod=vendor CGO_ENABLED=0
        export KUBE_GIT_VERSION=v$version KUBE_GIT_TREE_STATE=archive KUBE_GIT_MAJOR=1 KUBE_GIT_MINOR=20
        export KUBE_GIT_COMMIT=0000000000000000000000000000000000000000
        make all WHAT="$(printf 'cmd/%s ' "${programs[@]}")" GOFLAGS=-mod=vendor > "$work/log" 2>&1 \
            || { tail -40 "$work/log" >&2; exit 1; }
    )
}

if has; then say "present: Kubernetes $version in $apiserver"; exit 0; fi
install_missing etcd-server rsync jq make gcc
mkdir -p "$apiserver"
exec 9> "$apiserver/.lock"
flock 9
if has; then say "present: Kubernetes $version in $apiserver"; exit 0; fi
work=$(mktemp -d "$apiserver/.build-XXXXXX")
trap 'rm -rf "$work"' EXIT
build "$work"
for program in "${programs[@]}"; do
    built=$(find "$work/src/_output" -type f -name "$program" -perm -u+x | head -1)
    install -m 755 "$built" "$work/$program"
    mv "$work/$program" "$apiserver/$program"
done
ln -sfn /usr/bin/etcd "$apiserver/etcd"
has || { say "what was built does not say that it is $version" >&2; exit 1; }
say "built: Kubernetes $version in $apiserver"
