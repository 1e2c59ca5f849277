#!/bin/sh
# Makes this checkout ready: system libraries, .venv, torch, the locked packages.
# Usage: packaging/setup.sh run|test.  TORCH=cuda takes PyTorch's CUDA build instead of the CPU's.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:-run}
torch_version=2.13.0
venv=.venv
log=.venv-setup.log
stamp=$venv/.ready-$purpose-${TORCH:-cpu}
# This script too: a change of it is a change of what is set up.
inputs="packaging/setup.sh packaging/requirements.txt packaging/requirements-dev.txt"

say() { printf '%s\n' "$*" >&2; }

is_ready() {
    # shellcheck disable=SC2086  # one word a file
    [ -f "$stamp" ] && [ -z "$(find $inputs -newer "$stamp")" ]
}

# A checkout that was moved or renamed: the first line of each script has the old path.
mend_paths() {
    [ -f "$venv/bin/pip" ] || return 0
    now=$(cd "$venv" && pwd -P)
    before=$(sed -n '1s|^#!\(.*\)/bin/python.*$|\1|p' "$venv/bin/pip")
    [ -n "$before" ] && [ "$before" != "$now" ] || return 0
    say "This checkout was moved. Its scripts get their new path."
    for script in "$venv"/bin/*; do
        if [ -f "$script" ] && [ ! -L "$script" ] && grep -Iq "$before" "$script"; then
            sed -i "s|$before|$now|g" "$script"
        fi
    done
}

mend_paths
if is_ready; then
    exit 0
fi

libraries="python3 python3-venv libegl1 libgl1 libdbus-1-3 libfontconfig1 libfreetype6
    libxkbcommon0 libxrender1 fonts-dejavu-core libx11-xcb1 libxcb-cursor0 libxcb-icccm4
    libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0"
if [ "$purpose" = test ]; then
    libraries="$libraries xvfb xauth openbox xdotool poppler-utils librsvg2-bin shellcheck
        dbus-daemon chromium texlive-latex-recommended texlive-latex-extra texlive-pictures
        texlive-fonts-recommended texlive-luatex"
fi

is_installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'
}

missing_libraries() {
    for library in $libraries; do
        is_installed "$library" || printf ' %s' "$library"
    done
    # Debian 13 renamed it.
    is_installed libglib2.0-0 || is_installed libglib2.0-0t64 || printf ' libglib2.0-0'
}

install_libraries() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian or one of its kin. Needed, by Debian's names: $libraries libglib2.0-0"
        return
    fi
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        say "System libraries are missing. Install them and start again:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
        exit 1
    fi
    say "Installing system libraries:$missing"
    apt-get update -q >&2
    # shellcheck disable=SC2086  # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}

find_python() {
    for python in python3.11 python3.12 python3.13 python3; do
        if "$python" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
            2>/dev/null; then
            printf '%s' "$python"
            return
        fi
    done
    say "Python 3.11, 3.12 or 3.13 is needed, with its venv module. None was found."
    exit 1
}

is_working() { "$venv/bin/python" -c 'import pip' 2>/dev/null; }

make_venv() {
    is_working && return
    python=$(find_python) || exit 1
    "$python" -m venv --clear "$venv" 2>"$log" >&2 || explain_failure
}

# What pip says goes to a file, its bars to the terminal; a person reads one sentence.
fetch() {
    if [ -t 2 ]; then
        "$@" 2>"$log" >&2 || return 1
    else
        "$@" 2>"$log" >/dev/null || return 1
    fi
}

explain_failure() {
    if grep -qi 'no space left' "$log"; then
        say "The disk is full. About 2 GB are needed in $PWD: make room and start again."
    elif grep -qiE "connection|resolv|network|timed out|unreachable|no matching distribution|not find a version|dns error|client error|proxy" "$log"; then
        say "Nothing could be fetched. Check the network and the proxy, then start again."
    else
        say "The set-up did not work. What was said is in $PWD/$log: mend that and start again."
    fi
    exit 1
}

install_torch() {
    fetch "$venv/bin/python" -m pip install 'uv>=0.9' || explain_failure
    if [ "${TORCH:-cpu}" = cuda ]; then
        say "Fetching PyTorch's CUDA build: several gigabytes."
        fetch "$venv/bin/python" -m uv pip install --python "$venv/bin/python" \
            --torch-backend=auto "torch==$torch_version" || explain_failure
        return
    fi
    say "Fetching PyTorch: about 200 MB. This takes a few minutes."
    # pip has it where a file is at hand; elsewhere uv knows where CPU builds are.
    fetch "$venv/bin/python" -m pip install "torch==$torch_version+cpu" ||
        fetch "$venv/bin/python" -m uv pip install --python "$venv/bin/python" \
            --torch-backend=cpu "torch==$torch_version" || explain_failure
}

install_packages() {
    make_venv
    "$venv/bin/python" -c 'import torch' 2>/dev/null || install_torch
    lock=packaging/requirements.txt
    size="about 200 MB"
    if [ "$purpose" = test ]; then
        lock=packaging/requirements-dev.txt
        size="about 300 MB"
    fi
    say "Fetching the packages of $lock: $size where none is here yet."
    fetch "$venv/bin/python" -m pip install --require-hashes --no-deps -r "$lock" ||
        explain_failure
}

install_libraries
install_packages
rm -f "$log"
touch "$stamp"
