#!/bin/bash
# Installs what the tests of the metrics need: prometheus, which scrapes both processes, and promtool, which checks what they
# answer.
# No service is started. Can be run again; a machine that has both is left as it is.
set -euo pipefail

wanted=(/usr/bin/prometheus /usr/bin/promtool)
say() { echo "setup/prometheus: $*"; }
has_all() { for file in "${wanted[@]}"; do [ -x "$file" ] || return 1; done; }

if has_all; then
    say "present: $(/usr/bin/promtool --version 2>&1 | head -1)"
    exit 0
fi

[ "$(id -u)" = 0 ] || { say "run me as root: prometheus has to be installed" >&2; exit 1; }

# A package's start-up script asks policy-rc.d first; 101 means "do not start". An existing policy is kept.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi

say "installing prometheus"
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -q -o DPkg::Lock::Timeout=300)
"${apt[@]}" update
"${apt[@]}" install -y --no-install-recommends prometheus

has_all || { say "prometheus is missing after the installation; is this a Debian 12 or later?" >&2; exit 1; }
say "installed: $(/usr/bin/promtool --version 2>&1 | head -1)"
