# A private Docker engine whose whole state lies below $work. Sourced.
engine_start() {
  mkdir -p "$work/engine"; echo '{}' > "$work/engine/daemon.json"
  "${dockerd:-/usr/sbin/dockerd}" --config-file "$work/engine/daemon.json" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/engine/pid" \
    -H "unix://$work/docker.sock" --bridge=none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false --userland-proxy=false \
    --storage-driver=overlay2 --log-driver=json-file --shutdown-timeout=5 >> "$work/engine/log" 2>&1 &
  engine_pid=$!
  until_true 60 "the engine answers (see $work/engine/log)" docker version
}

# Its containerd dies with it; the pid file has to go, since an engine that finds the pid of a zombie waits for it in vain.
engine_kill() {
  kill -KILL "$engine_pid"; wait "$engine_pid" 2>/dev/null || true
  rm -f "$work/engine/pid" "$work/docker.sock" "$work/exec/containerd/containerd.pid"
}

# What outlives a killed engine is found by the private exec root in its command line, and stopped by process id.
engine_stop() {
  [ -n "${engine_pid:-}" ] || return 0
  docker ps -q 2>/dev/null | xargs -r /usr/bin/docker -H "unix://$work/docker.sock" rm -f >/dev/null 2>&1 || true
  kill -TERM "$engine_pid" 2>/dev/null || true; wait "$engine_pid" 2>/dev/null || true
  for proc in /proc/[0-9]*; do
    if { tr "\0" " " < "$proc/cmdline"; } 2>/dev/null | grep -qF "$work/exec"; then kill -KILL "${proc#/proc/}" 2>/dev/null || true; fi
  done
  grep -oE " $work/[^ ]*" /proc/self/mountinfo | sort -ru | xargs -r -n 1 umount -l 2>/dev/null || true
}

docker() { /usr/bin/docker -H "unix://$work/docker.sock" "$@"; }
build() { DOCKER_BUILDKIT=1 docker build -q --network=none "$@" >/dev/null; }
