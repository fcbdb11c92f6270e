# How the demo speaks. Sourced.
step() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
say() { printf '   %s\n' "$*"; }
die() { printf 'demo: %s\n' "$*" >&2; exit 1; }

# show COMMAND...: prints the command as a person would type it, then runs it.
show() {
  local word text=
  for word in "${@//$work\//}"; do
    [[ $word =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]] && text+="$word " || text+="'$word' "
  done
  printf '\033[36m$ %s\033[0m\n' "$text"
  "$@"
}

# until SECONDS WHAT COMMAND...: repeats the command until it succeeds; dies with WHAT when the time is over.
until_true() {
  local deadline=$((SECONDS + $1)) what=$2; shift 2
  while ! "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || die "timed out waiting: $what"
    sleep 0.2
  done
}
