#!/bin/bash
# sysroots.sh [ARCH...]: unpacks what the images are built from, for amd64 and arm64 or the architectures named: libraries
# of this machine's Debian release below /var/cache/nodegc/sysroots/ARCH (or the folder that NODEGC_SYSROOTS names). In
# dev/ the static OpenSSL that the agent is linked with; in base/ the root filesystem of the operator's image: libc,
# OpenSSL, the C++ runtime, certificates and time zones, nothing that could be run. In sysroots/qemu, with arm64, the emulator for its
# programs of the next release, since this one's does not know openat2. Only the compiler of the other architecture is
# installed. Can be run again: what is there stays.
set -euo pipefail
. "$(dirname "$0")/side-apt.sh"
sysroots=${NODEGC_SYSROOTS:-/var/cache/nodegc/sysroots}
architectures=("$@"); [ $# -gt 0 ] || architectures=(amd64 arm64)
base=(libc6 libgcc-s1 libstdc++6 libssl3 zlib1g ca-certificates netbase tzdata)
say() { echo "setup/sysroots: $*"; }

# unpack ARCH FOLDER PACKAGE...
unpack() {
  local architecture=$1 folder=$2 work deb; shift 2
  work=$(mktemp -d "$sysroots/.new-XXXXXX")
  side_apt_begin "$mirror" "$release" "$work/apt" deb "$architecture"
  if [ -n "$security" ]; then side_apt_add "$security" "$release-security" "$work/apt"; fi
  side_apt "$work/apt" download "$@"
  mkdir -p "$work/root"
  for deb in "$work"/apt/packages/*.deb; do dpkg-deb -x "$deb" "$work/root"; done
  mkdir -p "$(dirname "$folder")"
  for deb in "$work"/apt/packages/*.deb; do dpkg-deb -W --showformat '${Package}\t${Version}\n' "$deb"; done > "${folder%.new}.packages"
  mv "$work/root" "$folder" && rm -rf "$work"
}

# finish_base FOLDER: what the packages' scripts would do, and without what no program needs.
finish_base() {
  local root=$1
  mkdir -p "$root"/etc/ssl/certs "$root"/tmp "$root"/proc "$root"/sys "$root"/dev
  chmod 1777 "$root/tmp"
  find "$root/usr/share/ca-certificates" -name '*.crt' | LC_ALL=C sort | xargs cat > "$root/etc/ssl/certs/ca-certificates.crt"
  printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/:/sbin/nologin\n' > "$root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' > "$root/etc/group"
  echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
  # The licences (copyright) stay.
  find "$root/usr/share/doc" -type f ! -name copyright -delete
  rm -rf "$root"/usr/share/zoneinfo/{posix,right}
  rm -rf "$root"/usr/share/{man,lintian,locale,gcc,ca-certificates,gdb,bug} "$root"/usr/{sbin,bin,lib/ssl/misc} "$root"/sbin \
    "$root"/etc/{ca-certificates,init.d,ld.so.conf.d,default} "$root"/usr/lib/*/{gconv,engines-3,ossl-modules}
  find "$root" -type d -empty -path "$root/usr/*" -delete
}

emulator() {
  [ -d "$sysroots/qemu" ] && { say "present: $sysroots/qemu"; return; }
  say "unpacking the emulator for arm64 into $sysroots/qemu"
  mirror=$(debian_mirror) security='' release=trixie
  unpack "$(dpkg --print-architecture)" "$sysroots/qemu" qemu-user
}

for architecture in "${architectures[@]}"; do
  case $architecture in
    amd64) tools=(gcc binutils libc6-dev) libc=libc6-dev ;;
    arm64) tools=(gcc-aarch64-linux-gnu binutils-aarch64-linux-gnu libc6-dev-arm64-cross)
      libc=libc6-dev-arm64-cross ;;
    *) say "$architecture is not an architecture of the images; use amd64 or arm64" >&2; exit 2 ;;
  esac
  missing=(); for tool in "${tools[@]}" cmake make; do dpkg -s "$tool" >/dev/null 2>&1 || missing+=("$tool"); done
  if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]}"
    apt-get -q=2 -o DPkg::Lock::Timeout=300 update
    apt-get -q=2 -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null
  fi
  mkdir -p "$sysroots"; exec 9> "$sysroots/.lock"; flock 9
  for part in dev base; do
    folder=$sysroots/$architecture/$part
    # An older one has no time zones.
    if [ $part = base ] && [ -d "$folder" ] && [ ! -d "$folder/usr/share/zoneinfo" ]; then rm -rf "$folder"; fi
    [ -d "$folder" ] && { say "present: $folder"; continue; }
    mirror=$(debian_mirror); security=$(debian_mirror Debian-Security || true)
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    say "unpacking $part of $architecture into $folder"
    if [ $part = dev ]; then unpack "$architecture" "$folder" libssl-dev libssl3
      dpkg-query -W -f '${Package}\t${Version}\n' $libc >> "$folder.packages" # what the agent is linked with, too
    else
      unpack "$architecture" "$folder.new" "${base[@]}"; finish_base "$folder.new"; mv "$folder.new" "$folder"
    fi
  done
  [ "$architecture" != arm64 ] || emulator
  flock -u 9
done
