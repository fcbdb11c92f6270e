#!/bin/bash
# Installs what the tests of the dashboard need: chromium, which draws its pages, with a font. Can be run again; a machine
# that has both is left as it is.
set -euo pipefail

wanted=(/usr/bin/chromium /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf)
say() { echo "setup/chromium: $*"; }
has_all() { for file in "${wanted[@]}"; do [ -e "$file" ] || return 1; done; }

if ! has_all; then
    [ "$(id -u)" = 0 ] || { say "run me as root: chromium has to be installed" >&2; exit 1; }
    say "installing chromium and fonts-dejavu-core"
    export DEBIAN_FRONTEND=noninteractive
    apt=(apt-get -q -o DPkg::Lock::Timeout=300)
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends chromium fonts-dejavu-core
    has_all || { say "chromium is missing after the installation; is this a Debian 12 or later?" >&2; exit 1; }
fi
say "present: $(/usr/bin/chromium --version 2>/dev/null | head -1)"
