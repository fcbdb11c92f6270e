#!/bin/bash
# Unpacks the newer Docker engines that the tests run beside Debian 12's 20.10 (docker.sh): 26.1 and 28.5, each with its
# containerd, client and buildx, from Debian's later releases. Nothing is installed: they lie below
# /var/cache/nodegc/engines, or the folder that NODEGC_ENGINES names, and run on this machine's libraries and its runc
# (theirs want a newer libc). The mirror is the one of this machine's own apt sources.
# Can be run again, also by several at a time: an engine that is there is left as it is.
set -euo pipefail
. "$(dirname "$0")/side-apt.sh"
engines=${NODEGC_ENGINES:-/var/cache/nodegc/engines}
packages=(docker.io docker-cli containerd docker-buildx)

say() { echo "setup/engines: $*"; }
version_of() { "$engines/$1/usr/sbin/dockerd" --version 2>/dev/null || true; }
has() { [[ "$(version_of "$1")" == "Docker version $1."* ]]; }

# unpack VERSION SUITE: into a folder beside, renamed when it is complete and runs. A subshell, so that the folder is
# removed in any case; "|| exit" after each step, because "set -e" is off where a caller asks whether it succeeded.
unpack() (
    version=$1 suite=$2
    work=$(mktemp -d "$engines/.new-XXXXXX") || exit
    trap 'rm -rf "$work"' EXIT
    say "unpacking $version from $suite into $engines/$version"
    side_apt_begin "$mirror" "$suite" "$work/apt" || exit
    side_apt "$work/apt" download "${packages[@]}" || exit
    for deb in "$work"/apt/packages/*.deb; do dpkg-deb -x "$deb" "$work/engine" || exit; done
    found=$("$work/engine/usr/sbin/dockerd" --version) || exit
    [[ "$found" == "Docker version $version."* ]] || { say "$suite has moved on: it carries \"$found\"" >&2; exit 1; }
    rm -rf "${engines:?}/$version" && mv "$work/engine" "$engines/$version"
)

# bring VERSION SUITE...: the first suite that still carries the version.
bring() {
    local version=$1 suite; shift
    if has "$version"; then say "present: $(version_of "$version")"; return; fi
    for suite in "$@"; do
        if unpack "$version" "$suite"; then say "unpacked: $(version_of "$version")"; return; fi
    done
    say "no Docker $version from: $*. Unpack its packages (${packages[*]}) into $engines/$version yourself" >&2
    return 1
}

if has 26.1 && has 28.5; then
    for version in 26.1 28.5; do say "present: $(version_of $version)"; done
    exit 0
fi

mirror=$(debian_mirror)
mkdir -p "$engines"
exec 9> "$engines/.lock"
flock 9
bring 26.1 trixie
bring 28.5 sid forky
