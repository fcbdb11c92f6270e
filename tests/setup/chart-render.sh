#!/bin/bash
# Makes sure that charts can be rendered: by helm when it is on PATH, else by tests/chart-render, built into artifacts/.
# Can be run again at any time; quick when there is nothing to do. Needs root only to install Go and its packages.
set -euo pipefail
cd "$(dirname "$0")/../.."

if command -v helm >/dev/null; then
    exit 0
fi

packages=(
    golang-go
    golang-github-masterminds-sprig-dev
    golang-k8s-sigs-yaml-dev
    golang-github-gobwas-glob-dev
    golang-github-xeipuuv-gojsonschema-dev
)
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    [ "$(id -u)" = 0 ] || { echo "setup/chart-render: run me as root: packages have to be installed (${missing[*]})" >&2; exit 1; }
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=300 update -q
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}"
fi

binary=artifacts/chart-render
if [ -x "$binary" ] && [ -z "$(find tests/chart-render -name '*.go' -newer "$binary" -print -quit)" ]; then
    exit 0
fi
mkdir -p artifacts
# Built beside and renamed, so that tests running at this moment never see half a binary.
(cd tests/chart-render && GO111MODULE=off GOPATH=/usr/share/gocode go build -trimpath -o "../../$binary.new" .)
mv "$binary.new" "$binary"
