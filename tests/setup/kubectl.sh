#!/bin/bash
# Makes sure that kubectl is there for the tests. A kubectl that is on the PATH already is kept: Debian's package would own the same
# /usr/bin/kubectl. Can be run again; can be sourced, too, for its function setup_kubectl.
set -euo pipefail

setup_kubectl() {
    if command -v kubectl >/dev/null; then
        echo "setup/kubectl: present: $(command -v kubectl)"
        return
    fi
    [ "$(id -u)" = 0 ] || { echo "setup/kubectl: run me as root: kubernetes-client has to be installed" >&2; return 1; }
    echo "setup/kubectl: installing Debian's kubernetes-client"
    apt-get -o DPkg::Lock::Timeout=300 update -q
    apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends kubernetes-client
}

[ "${BASH_SOURCE[0]}" != "$0" ] || setup_kubectl
