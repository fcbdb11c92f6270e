#!/bin/bash
# Installs the shells whose completion is tested, and what checks systemd units. Can be run again: what is there stays.
set -euo pipefail
missing=(); for package in zsh fish systemd jq; do dpkg -s $package >/dev/null 2>&1 || missing+=("$package"); done
if [ ${#missing[@]} = 0 ]; then echo "setup/shells: present: zsh, fish, systemd, jq"; exit 0; fi
[ "$(id -u)" = 0 ] || { echo "setup/shells: run me as root: ${missing[*]} have to be installed" >&2; exit 1; }
echo "setup/shells: installing ${missing[*]}"
apt-get -q=2 -o DPkg::Lock::Timeout=300 update
DEBIAN_FRONTEND=noninteractive apt-get -q=2 -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null
