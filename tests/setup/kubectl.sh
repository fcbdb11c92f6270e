# Sourced by the test set-up. Defines setup_kubectl, which can be run again and again.

# Makes sure that kubectl is on the PATH: keeps the one that is there, else installs Debian's kubernetes-client. It never installs
# over another kubectl, since both would own /usr/bin/kubectl.
setup_kubectl() {
  if command -v kubectl >/dev/null; then
    echo "kubectl: using $(command -v kubectl)"
    return
  fi
  echo "kubectl: installing Debian's kubernetes-client"
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get -o DPkg::Lock::Timeout=300 update -q
  $sudo apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends kubernetes-client
}
