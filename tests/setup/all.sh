#!/bin/bash
# Installs what the tests and the demo need on a Debian machine, saying what it does. Can be run again: what is there stays.
set -euo pipefail
cd "$(dirname "$0")"
for step in docker engines kubectl helm prometheus chromium shells webhook; do ./$step.sh; done
./assets.sh --install
