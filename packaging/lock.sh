#!/bin/sh
# Writes both lock files anew from pyproject.toml. torch is left out: setup.sh installs it first,
# because its CPU build has a version of its own; its dependencies are in.
set -eu
cd "$(dirname "$0")/.."

constraints=$(mktemp)
trap 'rm -f "$constraints"' EXIT
echo 'torch==2.13.0+cpu' >"$constraints"

compile() {
    output=$1
    shift
    .venv/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-header --no-annotate --strip-extras --allow-unsafe --constraint "$constraints" \
        --unsafe-package torch --no-emit-trusted-host \
        --output-file "$output" "$@" pyproject.toml
    # pip-compile names what it leaves out in a comment; with --allow-unsafe it would pin torch.
    .venv/bin/python - "$output" <<'PYTHON'
import pathlib, re, sys
path = pathlib.Path(sys.argv[1])
blocks = re.split(r"(?m)^(?=[a-zA-Z0-9])", path.read_text())
kept = [block for block in blocks if not block.startswith("torch==") and "==" in block]
path.write_text("".join(re.sub(r"(?m)^#.*\n|^\n", "", block) for block in kept))
PYTHON
}

compile packaging/requirements.txt
compile packaging/requirements-dev.txt --extra dev
