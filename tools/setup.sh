#!/usr/bin/env bash
# Makes .venv with the project in it, and sees to a browser and to fonts for its pictures.
# Does only what is not done yet. pip and apt-get find their packages as this machine tells them to.
set -euo pipefail
cd "$(dirname "$0")/.."

export PIP_DISABLE_PIP_VERSION_CHECK=1 DEBIAN_FRONTEND=noninteractive
bin=.venv/bin
ready=.venv/.ready     # holds the folder it was made in
browser=.venv/.browser # holds the path of the browser that opened a page
download_limit_s=600

die() { printf '%s\n' "$1" >&2; exit 1; }

# --- Python ---------------------------------------------------------------------------------------------------------

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local each
    for each in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$each"; then echo "$each"; return; fi
    done
    die "Python 3.11 or newer was not found; install it, or name it with PYTHON=/path/to/python3 make setup."
}

# Debian keeps ensurepip in a package of its own (python3-venv); where it is missing, the machine's pip puts pip there.
make_venv() {
    local python
    python=$(find_python)
    "$python" -m venv --clear --without-pip .venv
    $bin/python -m ensurepip >/dev/null 2>&1 ||
        "$python" -m pip --python $bin/python install --quiet --quiet --constraint constraints.txt pip ||
        die "pip could not be put into .venv; install python3-venv, or a pip of 22.3 or newer."
}

installed() {
    [[ -e $ready && $(<$ready) == "$PWD" && -x $bin/auditor ]] &&
        [[ $ready -nt pyproject.toml && $ready -nt constraints.txt ]]
}

install_project() {
    echo "Installing the project and what it needs into .venv"
    [[ -e $ready && $(<$ready) == "$PWD" ]] && $bin/python -m pip --version >/dev/null 2>&1 || make_venv
    local pinned=(--quiet --quiet --constraint constraints.txt)
    $bin/python -m pip install "${pinned[@]}" pip
    PYTHONWARNINGS=ignore $bin/python -m pip install "${pinned[@]}" --build-constraint constraints.txt --editable ".[test]"
    echo "$PWD" >$ready
}

# --- Browser and fonts ----------------------------------------------------------------------------------------------

as_root() { if [[ $EUID == 0 ]]; then "$@"; else sudo -n -E "$@"; fi; }

can_be_root() { [[ $EUID == 0 ]] || sudo -n true 2>/dev/null; }

can_apt() { command -v apt-get >/dev/null && can_be_root; }

# Package lists may be missing or stale, and some other source of the machine's may be down: neither is the end.
apt_install() {
    local install=(apt-get install --yes --quiet --quiet --no-install-recommends -o DPkg::Lock::Timeout=120 "$@")
    echo "Installing $* with apt-get"
    as_root "${install[@]}" >/dev/null 2>&1 && return
    as_root apt-get update --quiet --quiet >/dev/null 2>&1 || true
    as_root "${install[@]}" >/dev/null
}

# Also what the sandbox needs where user namespaces are closed, and Playwright's driver on a bare Debian.
debians_browser() { can_apt && apt_install chromium chromium-sandbox libatomic1; }

playwrights_browser() {
    echo "Fetching Playwright's own Chromium"
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=10000 \
        timeout $download_limit_s $bin/playwright install --no-shell chromium >/dev/null 2>&1
}

have_browser() {
    [[ -e $browser && -x $(<$browser) && ${AUDITOR_CHROMIUM:-$(<$browser)} == "$(<$browser)" ]]
}

said= # why the last trial failed

try_browser() {
    said=$($bin/python -m spiders.browser.chromium 2>&1) && echo "${said##*$'\n'}" >$browser
}

find_browser() {
    try_browser && return
    debians_browser && try_browser && return
    [[ $said == "No Chromium"* ]] && playwrights_browser && try_browser && return
    die "$said"
}

have_package() { [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

have_font_for() { [[ -n $(fc-list ":lang=$1" family 2>/dev/null) ]]; }

have_fonts() {
    { have_package fonts-noto-cjk && have_package fonts-noto-core; } || { have_font_for zh-cn && have_font_for ja; }
}

install_fonts() {
    can_apt && apt_install fonts-noto-cjk fonts-noto-core ||
        echo "Chinese and Japanese will be boxes in screenshots, until fonts-noto-cjk is installed as root." >&2
}

installed || install_project
have_browser || find_browser
have_fonts || install_fonts
echo "Ready: $bin/auditor, with the browser $(<$browser)"
