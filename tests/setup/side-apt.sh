#!/bin/bash
# Sourced, for packages of another Debian release, unpacked beside the system instead of installed. apt's own lists and
# state lie in a folder of the caller's, so that the machine's are not touched.

# debian_mirror: what apt knows as Debian itself, not its security updates or another vendor's packages.
debian_mirror() {
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian')
    mirror=$(head -1 <<< "$mirror")
    if [ -z "$mirror" ]; then
        echo "apt knows no Debian mirror; run apt-get update first, or is this not a Debian?" >&2
        return 1
    fi
    echo "$mirror"
}

# side_apt_begin MIRROR SUITE FOLDER: lists of the suite, sources included, for side_apt in the same folder.
side_apt_begin() {
    local mirror=$1 suite=$2 folder=$3 keyring=/usr/share/keyrings/debian-archive-keyring.gpg
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
    side_apt "$folder" update
}

# side_apt FOLDER ARGUMENT...: apt-get with the folder's lists; what it downloads comes into the folder's packages/.
side_apt() {
    local folder=$1; shift
    (cd "$folder/packages" && APT_CONFIG=$folder/apt.conf apt-get -q=2 "$@")
}
