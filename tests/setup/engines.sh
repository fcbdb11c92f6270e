#!/bin/bash
# Unpacks the newer Docker engines that the tests run beside Debian 12's 20.10 (docker.sh): 26.1 and 28.5, each with its
# containerd, client and buildx, from Debian's later releases. Nothing is installed: they lie below
# /var/cache/nodegc/engines, or the folder that NODEGC_ENGINES names, and run on this machine's libraries and its runc
# (theirs want a newer libc). The mirror is the one of this machine's own apt sources.
# Can be run again, also by several at a time: an engine that is there is left as it is.
set -euo pipefail
engines=${NODEGC_ENGINES:-/var/cache/nodegc/engines}
packages=(docker.io docker-cli containerd docker-buildx)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

say() { echo "setup/engines: $*"; }
version_of() { "$engines/$1/usr/sbin/dockerd" --version 2>/dev/null || true; }
has() { [[ "$(version_of "$1")" == "Docker version $1."* ]]; }

# download SUITE FOLDER: apt's own lists and state lie in the folder, so that the machine's are not touched.
download() {
    local suite=$1 folder=$2
    mkdir -p "$folder"/{lists,cache,packages}/partial || return
    : > "$folder/status"
    {
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$suite"
        [ ! -f "$keyring" ] || printf 'Signed-By: %s\n' "$keyring"
    } > "$folder/debian.sources"
    cat > "$folder/apt.conf" <<CONF
Dir::Etc::SourceList "$folder/debian.sources";
Dir::Etc::SourceParts "-";
Dir::State::Lists "$folder/lists";
Dir::State::Status "$folder/status";
Dir::Cache "$folder/cache";
APT::Sandbox::User "root";
CONF
    APT_CONFIG=$folder/apt.conf apt-get -q=2 update || return
    (cd "$folder/packages" && APT_CONFIG=$folder/apt.conf apt-get -q=2 download "${packages[@]}")
}

# unpack VERSION SUITE: into a folder beside, renamed when it is complete and runs. A subshell, so that the folder is
# removed in any case; "|| exit" after each step, because "set -e" is off where a caller asks whether it succeeded.
unpack() (
    version=$1 suite=$2
    work=$(mktemp -d "$engines/.new-XXXXXX") || exit
    trap 'rm -rf "$work"' EXIT
    say "unpacking $version from $suite into $engines/$version"
    download "$suite" "$work/apt" || exit
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

# What apt knows as Debian itself, not its security updates or another vendor's packages.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -1)
if [ -z "$mirror" ]; then
    say "apt knows no Debian mirror; run apt-get update first, or is this not a Debian?" >&2
    exit 1
fi

mkdir -p "$engines"
exec 9> "$engines/.lock"
flock 9
bring 26.1 trixie
bring 28.5 sid forky
