# The proof that nothing live was touched. Sourced.
volume_sums() { # one line per volume that a container uses or a person named: name and a digest of its content
  for name in $(docker volume ls -q); do
    if [ -n "$(docker ps -aq --filter "volume=$name")" ] || [ ${#name} -ne 64 ]; then
      echo "$name $(cd "$work/data/volumes/$name/_data" && find . -type f -exec sha256sum {} + | sort | sha256sum | cut -c1-16)"
    fi
  done | sort
}

prove_all_alive() {
  local image container images=0 containers=0
  for image in $(docker images --format '{{.Repository}}:{{.Tag}}' | grep -v '^nodegc/' | sort); do
    [ "$(docker run --rm --network none "$image" /bin/busybox echo it runs)" = "it runs" ] || die "image $image does not run"
    images=$((images + 1))
  done
  for container in $(docker ps -aq); do
    docker start "$container" >/dev/null || die "container $container does not start"
    containers=$((containers + 1))
  done
  [ "$(volume_sums)" = "$1" ] || die "a volume's content changed"
  say "$images images run, $containers containers start, $(wc -l <<< "$1") volumes are unchanged"
}
