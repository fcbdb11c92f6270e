#!/bin/bash
# assets.sh [--install]: bundles the dashboard's script with its chart library into
# operator/NodeGc.Operator/Dashboard/Assets/dashboard.js, and their licences into dashboard.js.LICENSES.txt. Both are
# checked in, so a build needs .NET only; a test fails if they have drifted. NODEGC_ASSETS_OUT names another folder.
# The npm packages are pinned with checksums in package-lock.json and unpacked below /var/cache/nodegc/npm, or the
# folder that NODEGC_NPM names. With --install, nothing is bundled. Can be run again, also by several at a time.
set -euo pipefail
assets=$(cd "$(dirname "$0")/../../operator/NodeGc.Operator/Dashboard/Assets" && pwd)
npm=${NODEGC_NPM:-/var/cache/nodegc/npm}

say() { echo "setup/assets: $*"; }

need() {
    command -v "$1" >/dev/null && return
    [ "$(id -u)" = 0 ] || { say "run me as root: $2 has to be installed" >&2; return 1; }
    say "installing $2"
    apt-get -o DPkg::Lock::Timeout=300 update -q
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$2"
}

# The packages of exactly this lock file: another checkout may need others.
home=$npm/$(sha256sum < "$assets/package-lock.json" | cut -c 1-16)
if [ ! -e "$home/complete" ]; then
    mkdir -p "$npm"
    exec 9> "$npm/.lock"
    flock 9
    if [ ! -e "$home/complete" ]; then
        need npm npm
        rm -rf "$home" && mkdir -p "$home"
        cp "$assets/package.json" "$assets/package-lock.json" "$home"
        say "unpacking the packages of package-lock.json below $home"
        # No package's script runs; npm compares each package with its checksum.
        (cd "$home" && npm ci --ignore-scripts --no-audit --no-fund --silent --cache "$home/.cache")
        rm -rf "$home/.cache" && touch "$home/complete"
    fi
    flock -u 9
fi
if [ "${1:-}" = --install ]; then
    ln -sfn "$(basename "$home")" "$npm/current"
    say "present: esbuild $("$home/node_modules/.bin/esbuild" --version), axe-core and the chart library"
    exit
fi

out=${NODEGC_ASSETS_OUT:-$assets}
# esbuild finds packages upwards from the sources, so these are bundled beside the packages.
work=$(mktemp -d "$home/.source-XXXXXX")
trap 'rm -rf "$work"' EXIT
cp "$assets"/source/*.js "$work"
(cd "$work" && ../node_modules/.bin/esbuild dashboard.js --bundle --minify --format=iife --target=es2022 --charset=utf8 \
    --legal-comments=inline --log-level=warning --outfile=bundle.js)
{
    echo "dashboard.js contains these packages:"
    for package in chart.js @kurkle/color chartjs-chart-treemap; do
        printf '\n%s %s\n\n' "$package" \
            "$(sed -nE 's/^  "version": "([^"]+)".*/\1/p' "$home/node_modules/$package/package.json")"
        cat "$home/node_modules/$package"/LICENSE*
    done
} | sed 's/[[:space:]]*$//' > "$work/licenses"
install -m 644 "$work/bundle.js" "$out/dashboard.js"
install -m 644 "$work/licenses" "$out/dashboard.js.LICENSES.txt"
say "bundled $(stat -c %s "$out/dashboard.js") bytes into dashboard.js"
