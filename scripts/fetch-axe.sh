#!/bin/sh
# Installs axe-core (MPL-2.0, accessibility rules for the tests) into .venv/share/exokg. Silent; runs once; checks its
# hash; needs npm. It is no part of the wheel.
set -eu
cd "$(dirname "$0")/.."
target=.venv/share/exokg
stop() { echo "exokg: $1" >&2; exit 2; }

fetch() { # name version sha256 file-in-package
  [ "$(cat "$target/$1.version" 2>/dev/null || true)" = "$2" ] && return 0
  command -v npm >/dev/null || stop "npm is needed to fetch $1 for the tests"
  place=$(mktemp -d)
  (cd "$place" && npm pack --silent "$1@$2" >log 2>&1) || { tail -n 5 "$place/log" >&2; stop "$1 could not be fetched"; }
  echo "$3  $place/$1-$2.tgz" | sha256sum -c - >/dev/null 2>&1 || stop "$1 does not have the expected hash"
  tar -xzf "$place/$1-$2.tgz" -C "$place"
  mkdir -p "$target"
  cp "$place/package/$4" "$target/$1.min.js"
  echo "$2" >"$target/$1.version"
  rm -r "$place"
}

fetch axe-core 4.14.1 e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745 axe.min.js
