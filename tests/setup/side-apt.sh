#!/bin/bash
# Sourced, for packages of another Debian release, unpacked beside the system instead of installed. apt's own lists and
# state lie in a folder of the caller's, so that the machine's are not touched.

# debian_mirror [LABEL]: what apt knows as Debian itself, not its security updates (label Debian-Security) or another
# vendor's packages.
debian_mirror() {
    local mirror label=${1:-Debian}
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' "Label: $label")
    mirror=$(head -1 <<< "$mirror")
    if [ -z "$mirror" ]; then
        echo "apt knows no mirror of $label; run apt-get update first, or is this not a Debian?" >&2
        return 1
    fi
    echo "$mirror"
}

# side_apt_begin MIRROR SUITE FOLDER [TYPES [ARCHITECTURE]]: lists of the suite for side_apt in the same folder, of
# "deb" packages or also of "deb-src"; for this machine's architecture or another.
side_apt_begin() {
    local mirror=$1 suite=$2 folder=$3 architecture=${5:-} keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    mkdir -p "$folder"/{lists,cache,packages}/partial || return
    : > "$folder/status"
    {
        printf 'Types: %s\nURIs: %s\nSuites: %s\nComponents: main\n' "${4:-deb}" "$mirror" "$suite"
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
    [ -z "$architecture" ] || cat >> "$folder/apt.conf" <<CONF
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
CONF
    side_apt "$folder" update
}

# side_apt_add MIRROR SUITE FOLDER: one more source beside the one that side_apt_begin set.
side_apt_add() {
    local mirror=$1 suite=$2 folder=$3
    sed -E "s|^URIs:.*|URIs: $mirror|; s|^Suites:.*|Suites: $suite|" "$folder/debian.sources" > "$folder/more" || return
    { echo; cat "$folder/more"; } >> "$folder/debian.sources"
    side_apt "$folder" update
}

# side_apt FOLDER ARGUMENT...: apt-get with the folder's lists; what it downloads comes into the folder's packages/.
side_apt() {
    local folder=$1; shift
    (cd "$folder/packages" && APT_CONFIG=$folder/apt.conf apt-get -q=2 "$@")
}
