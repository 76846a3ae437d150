#!/bin/sh
# Installs nginx, when it is missing, and the peers of peers/versions.txt, each in a folder of its own under benchmarks/.peers.
set -eu
cd "$(dirname "$0")"

if ! command -v nginx >/dev/null && [ ! -x /usr/sbin/nginx ]; then
    command -v apt-get >/dev/null || { echo "Install nginx, then run this again." >&2; exit 1; }
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -q
    # RUNLEVEL=1 keeps the package from starting a server of its own.
    $as_root env RUNLEVEL=1 apt-get install -yq --no-install-recommends nginx-light
fi

while read -r with peer package; do
    folder=.peers/$peer
    [ "$(cat "$folder/installed" 2>/dev/null)" = "$package" ] && continue
    rm -rf "$folder"
    mkdir -p "$folder"
    case $with in
        pip) "${PYTHON:-python3}" -m venv "$folder" && "$folder/bin/pip" install -q "$package" ;;
        npm) npm install --silent --no-audit --no-fund --prefix "$folder" "$package" ;;
    esac
    echo "$package" > "$folder/installed"
done < peers/versions.txt
