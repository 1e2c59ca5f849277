#!/bin/sh
# Makes this checkout ready: system libraries, .venv, torch, the locked packages.
# Usage: packaging/setup.sh run|test.  TORCH=cuda takes PyTorch's CUDA build instead of the CPU's.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:-run}
torch_version=2.13.0
venv=.venv
stamp=$venv/.ready-$purpose-${TORCH:-cpu}
# This script too: a change of it is a change of what is set up.
inputs="packaging/setup.sh packaging/requirements.txt packaging/requirements-dev.txt"

say() { printf '%s\n' "$*" >&2; }

is_ready() {
    # shellcheck disable=SC2086  # one word a file
    [ -f "$stamp" ] && [ -z "$(find $inputs -newer "$stamp")" ]
}

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
    say "Python 3.11, 3.12 or 3.13 is needed, with its venv module; none was found."
    exit 1
}

install_torch() {
    if [ "${TORCH:-cpu}" = cuda ]; then
        say "Installing PyTorch's CUDA build: several gigabytes are fetched."
        "$venv/bin/uv" pip install --torch-backend=auto "torch==$torch_version"
        return
    fi
    # pip has it where a file lies at hand; elsewhere uv knows where CPU builds are.
    "$venv/bin/pip" install -q "torch==$torch_version+cpu" 2>/dev/null ||
        "$venv/bin/uv" pip install -q --torch-backend=cpu "torch==$torch_version"
}

install_packages() {
    [ -x "$venv/bin/pip" ] || "$(find_python)" -m venv "$venv"
    "$venv/bin/python" -c 'import torch' 2>/dev/null || {
        "$venv/bin/pip" install -q 'uv>=0.9' >&2
        install_torch >&2
    }
    lock=packaging/requirements.txt
    [ "$purpose" = test ] && lock=packaging/requirements-dev.txt
    say "Installing the packages of $lock"
    "$venv/bin/pip" install -q --require-hashes --no-deps -r "$lock" >&2
}

install_libraries
install_packages
touch "$stamp"
