#!/bin/bash
# Installs what the tests against a real Docker need: dockerd, its client, a registry, a static busybox for images FROM scratch, what btrfs and
# fuse-overlayfs need, and xz.
# The machine's own Docker daemon is not started, and one that runs already is left alone: the tests start private daemons
# below temporary folders. Can be run again; a machine that has everything is left as it is.
set -euo pipefail

packages=(docker.io docker-registry busybox-static btrfs-progs fuse-overlayfs xz-utils)
wanted=(/usr/sbin/dockerd /usr/bin/docker-registry /usr/bin/docker /usr/bin/containerd-shim-runc-v2 /bin/busybox /usr/sbin/mkfs.btrfs /usr/bin/fuse-overlayfs /usr/bin/xz)

say() { echo "setup/docker: $*"; }
has_all() { for file in "${wanted[@]}"; do [ -x "$file" ] || return 1; done; dpkg -s "${packages[@]}" >/dev/null 2>&1; }

if has_all; then
    say "present: $(/usr/sbin/dockerd --version)"
    exit 0
fi

[ "$(id -u)" = 0 ] || { say "run me as root: packages have to be installed (${packages[*]})" >&2; exit 1; }

# A package's start-up script asks policy-rc.d first; 101 means "do not start". An existing policy is kept.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    say "installing without starting any service"
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi

say "installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -q -o DPkg::Lock::Timeout=300)
"${apt[@]}" update
"${apt[@]}" install -y --no-install-recommends "${packages[@]}"

for file in "${wanted[@]}"; do
    [ -x "$file" ] || { say "$file is missing after the installation; is this a Debian 12 or later?" >&2; exit 1; }
done
say "installed: $(/usr/sbin/dockerd --version)"
