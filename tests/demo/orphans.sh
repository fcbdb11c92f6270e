# Live things and orphans, made the way they happen. Sourced.
make_images() {
  local dir="$work/build/base"; mkdir -p "$dir/bin"; cp /bin/busybox "$dir/bin/busybox"; ln -sf busybox "$dir/bin/sh"
  printf 'FROM scratch\nCOPY bin /bin\nCMD ["/bin/busybox", "echo", "it runs"]\n' > "$dir/Dockerfile"
  build -t base:1 "$dir"
  for app in web api worker; do
    mkdir -p "$work/build/$app"; head -c 3000000 /dev/urandom > "$work/build/$app/content"
    printf 'FROM base:1\nCOPY content /content\nRUN /bin/busybox md5sum /content > /sum\nVOLUME /var/data\n' > "$work/build/$app/Dockerfile"
    build -t "$app:1" "$work/build/$app"
  done
}

make_containers() {
  docker run -d --network none --name web web:1 /bin/busybox sleep 1000 >/dev/null
  docker run --network none --name api api:1 /bin/busybox sh -c 'echo kept > /var/data/file' >/dev/null
  docker create --network none --name worker -v pg-main:/pg worker:1 /bin/busybox true >/dev/null
  docker run --rm --network none -v pg-main:/pg base:1 /bin/busybox sh -c 'echo precious > /pg/rows' >/dev/null
  docker run -d --network none --name killed web:1 /bin/busybox sleep 1000 >/dev/null
  docker kill killed >/dev/null
}

# A healthy engine's own leak: the second build copies the same file into a new directory, but the layer store already has that layer in
# the first build's directory. The new one lives on only as the parent of the next step, and after the image is gone nobody owns it.
leak_a_layer() {
  local dir="$work/build/leak"; mkdir -p "$dir"; head -c 8000000 /dev/urandom > "$dir/f"
  for n in 1 2; do
    printf 'FROM base:1\nCOPY f /f\nRUN /bin/busybox echo %s > /step\n' "$n" > "$dir/Dockerfile"
    build -t "leak:$n" "$dir"; docker builder prune -af >/dev/null
  done
  docker rmi leak:2 >/dev/null; docker builder prune -af >/dev/null
}

# The engine dies while it unpacks a layer: the directory and its write set stay forever.
die_during_load() {
  local dir="$work/build/big"; mkdir -p "$dir/files"
  for n in $(seq 40); do head -c 1500000 /dev/urandom > "$dir/files/$n"; done
  printf 'FROM scratch\nCOPY files /files\n' > "$dir/Dockerfile"
  build -t big:1 "$dir"; docker save -o "$work/big.tar" big:1
  docker rmi big:1 >/dev/null; docker builder prune -af >/dev/null
  docker load -i "$work/big.tar" >/dev/null 2>&1 &
  local load=$!
  until_true 60 "a layer is being written" compgen -G "$work/data/image/overlay2/layerdb/tmp/write-set-*"
  engine_kill; wait "$load" 2>/dev/null || true
  sleep 2 # as long as a service manager waits before it starts a crashed engine again
  engine_start
}

# A container whose creation fails, because its record cannot be written: the directories made for it are forgotten.
fail_a_creation() {
  chattr +i "$work/data/image/overlay2/layerdb/mounts"
  ! docker create web:1 /x >/dev/null 2>&1 || die "a container was created although its record could not be written"
  chattr -i "$work/data/image/overlay2/layerdb/mounts"
}

# A container that goes without -v leaves its anonymous volume.
forget_a_volume() {
  docker run --network none --name forgetful api:1 /bin/busybox sh -c 'head -c 2000000 /dev/urandom > /var/data/blob' >/dev/null
  docker rm forgetful >/dev/null
}
