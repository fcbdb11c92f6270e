#!/bin/bash
# Installs what the tests of notifications need: python3, which runs the receiver in docs/notifications.md, and openssl, which
# creates its key. Can be run again: what is there stays.
set -euo pipefail
missing=(); for program in python3 openssl; do command -v $program >/dev/null || missing+=("$program"); done
if [ ${#missing[@]} = 0 ]; then echo "setup/webhook: present: python3, openssl"; exit 0; fi
[ "$(id -u)" = 0 ] || { echo "setup/webhook: run me as root: ${missing[*]} have to be installed" >&2; exit 1; }
echo "setup/webhook: installing ${missing[*]}"
apt-get -q=2 -o DPkg::Lock::Timeout=300 update
DEBIAN_FRONTEND=noninteractive apt-get -q=2 -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null
