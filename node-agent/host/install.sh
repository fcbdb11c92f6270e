#!/bin/sh
# Installs nodegc-agent on a host without Kubernetes: the program, a systemd service and timer that apply a policy every
# night, and completion for bash, zsh and fish. Run it again to upgrade; your policy is kept.
#
#   ./install.sh                   install or upgrade
#   ./install.sh --no-timer        install, and do not enable the timer
#   ./install.sh --uninstall       remove the program, the units and the completion; keep policy, state and quarantine
#   ./install.sh --uninstall --purge   also remove the policy and the state
#
# DESTDIR=DIR installs below DIR, for packages and images.
set -eu
cd "$(dirname "$0")"
root=${DESTDIR:-} action=install timer=yes purge=no
program=$root/usr/local/bin/nodegc-agent units=$root/etc/systemd/system policy=$root/etc/nodegc/cleanup.yaml
bash_completion=$root/usr/share/bash-completion/completions/nodegc-agent
zsh_completion=$root/usr/local/share/zsh/site-functions/_nodegc-agent
fish_completion=$root/usr/share/fish/vendor_completions.d/nodegc-agent.fish

say() { echo "nodegc: $*"; }
die() { echo "nodegc: $*" >&2; exit 1; }
has_systemd() { [ -z "$root" ] && [ -d /run/systemd/system ]; }

for argument in "$@"; do
  case $argument in
    --uninstall) action=uninstall ;;
    --purge) purge=yes ;;
    --no-timer) timer=no ;;
    --help | -h) sed -n '2,/^set/p' "$0" | sed -E '$d; s/^# ?//'; exit 0 ;;
    *) echo "nodegc: unknown option $argument; see $0 --help" >&2; exit 2 ;;
  esac
done
[ "$purge" = no ] || [ $action = uninstall ] || { echo "nodegc: --purge is an option of --uninstall" >&2; exit 2; }
[ -n "$root" ] || [ "$(id -u)" = 0 ] || die "run this as root, or set DESTDIR"

put() { # MODE FILE TARGET: beside the target first, so that a running program keeps its file
  mkdir -p "$(dirname "$3")"
  install -m "$1" "$2" "$3.new" && mv -f "$3.new" "$3"
}

install_all() {
  sha256sum --check --quiet SHA256SUMS || die "a file differs from SHA256SUMS: unpack the archive again"
  case "$(uname -m)/$(cat architecture)" in
    x86_64/amd64 | aarch64/arm64) ;;
    *) die "this archive is for $(cat architecture), and this machine is $(uname -m)" ;;
  esac
  put 755 nodegc-agent "$program"
  put 644 nodegc-agent.service "$units/nodegc-agent.service"
  put 644 nodegc-agent.timer "$units/nodegc-agent.timer"
  [ -e "$policy" ] || put 644 cleanup.yaml "$policy"
  for shell in bash zsh fish; do "$program" completion $shell > "completion.$shell"; done
  put 644 completion.bash "$bash_completion"
  put 644 completion.zsh "$zsh_completion"
  put 644 completion.fish "$fish_completion"
  rm -f completion.bash completion.zsh completion.fish
  say "installed $("$program" --version) as $program"
  if has_systemd; then
    systemctl daemon-reload
    if [ $timer = yes ]; then systemctl enable --now --quiet nodegc-agent.timer; say "enabled nodegc-agent.timer"; fi
  fi
  say "what would be removed now: nodegc-agent plan --policy /etc/nodegc/cleanup.yaml"
  say "nothing is removed before /etc/nodegc/cleanup.yaml has mode: Enforce"
}

uninstall_all() {
  if has_systemd; then
    systemctl disable --now --quiet nodegc-agent.timer 2>/dev/null || true
    # A sweep that is running ends in order and can be restored.
    systemctl stop nodegc-agent.service 2>/dev/null || true
  fi
  # Restoring needs the program, so what is in the quarantine is listed before the program is removed.
  if [ -z "$root" ] && [ -x "$program" ] && "$program" quarantine list >/dev/null 2>&1; then :; elif [ $? = 10 ]; then
    [ $purge = no ] || die "the quarantine is not empty (nodegc-agent quarantine list). Restore what you need, then run:
  nodegc-agent quarantine evict --all --yes"
    say "the quarantine (.nodegc in the data root) is kept; install NodeGc again to restore or delete what is in it"
  fi
  rm -f "$program" "$units/nodegc-agent.service" "$units/nodegc-agent.timer" \
    "$bash_completion" "$zsh_completion" "$fish_completion"
  if has_systemd; then systemctl daemon-reload; fi
  if [ $purge = yes ]; then
    rm -rf "$root/etc/nodegc" "$root/var/lib/nodegc"
    say "uninstalled, with its policy and its state"
  else
    say "uninstalled; kept: /etc/nodegc and /var/lib/nodegc (remove them with --uninstall --purge)"
  fi
}

"${action}_all"
