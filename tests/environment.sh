#!/bin/sh
# Build .venv from a requirements file: uv when present, else python -m venv and pip.
set -eu
python=$1
requirements=$2
if [ -z "$python" ]; then
    echo "Lodestar needs Python 3.11 or newer, and found none." >&2
    echo "Install it (Debian/Ubuntu: apt-get install python3 python3-venv; macOS: brew install python)" >&2
    echo "and call make again." >&2
    exit 1
fi
started=$(date +%s)
echo "Building .venv with $($python --version) from $requirements; only this first time." >&2
# A shim may be on the path without a uv behind it, so ask it.
if uv --version >/dev/null 2>&1; then
    [ -x .venv/bin/python ] || uv venv -q --python "$python" .venv
    # Compiled once here, as pip does, and not at every start where nothing may be written.
    uv pip install -q --compile-bytecode --python .venv/bin/python \
        -r "$requirements" -c requirements-lock.txt
else
    if ! "$python" -m venv .venv; then
        echo "$python cannot make a virtual environment: its venv module is missing." >&2
        echo "Install it (Debian/Ubuntu: apt-get install python3-venv) and call make again." >&2
        exit 1
    fi
    .venv/bin/python -m pip install -q --disable-pip-version-check \
        -r "$requirements" -c requirements-lock.txt
fi
echo "Ready after $(($(date +%s) - started)) s." >&2
