#!/bin/bash
# record.sh FILE.svg: runs the demo and draws what it prints as an animated picture, with its real output and its real pauses,
# those longer than two seconds shortened. Environment variables of demo.sh apply.
set -euo pipefail
cd "$(dirname "$0")/../.."
lines=$(mktemp); trap 'rm -f "$lines"' EXIT
tests/demo/demo.sh < /dev/null | while IFS= read -r line; do
  printf '%s\t%s\n' "$EPOCHREALTIME" "$line"; printf '%s\n' "$line" >&2
done > "$lines"
awk -f tests/demo/record.awk "$lines" > "$1"
echo "$1: $(du -h --apparent-size "$1" | cut -f1)"
