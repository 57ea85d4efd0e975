#!/bin/sh
# See to it that the tests find a Chromium and a font with Chinese characters.
set -eu
cd "$(dirname "$0")/.."

have_browser() { .venv/bin/python -m tests.chromium >/dev/null 2>&1; }
have_font() {
    [ "$(uname)" = Darwin ] || # macOS brings PingFang TC
        { command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh-tw | grep -q .; }
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

have_browser && have_font && exit 0

if command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null; then
    echo "Installing Chromium and a Chinese font for the tests (apt-get)." >&2
    # A failure is not the end: what is still missing is said below, in words.
    as_root apt-get update -qq || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fontconfig $(cat packages.txt) >/dev/null || true
fi

missing=
have_browser || missing="$missing
  - Chromium or Google Chrome (Debian: apt-get install chromium; macOS: brew install --cask chromium;
    elsewhere set CHROMIUM to its path)"
have_font || missing="$missing
  - a font with Chinese characters (Debian/Ubuntu: apt-get install fonts-noto-cjk fontconfig)"
if [ -n "$missing" ]; then
    echo "The tests need, and cannot install by themselves:$missing" >&2
    echo "Install them and call make test again; make check needs neither." >&2
    exit 1
fi
