#!/bin/sh
# Fetches BibTeX itself and styles that authors use, which judge our bibliographies: one program out of Debian's
# texlive-binaries (installing the package takes ten times as long), and the styles that pybtex tests itself with.
# Silent; runs once; needs apt, not root.
set -eu
cd "$(dirname "$0")/.."
target=.venv/share/bibtex
[ -f "$target/complete" ] && exit 0
stop() { echo "exokg: $1" >&2; exit 2; }
mkdir -p .venv/share
place=$(mktemp -d .venv/share/bibtex.XXXXXX)
trap 'rm -rf "$place"' EXIT
(
  set -e
  cd "$place"
  ../../bin/python -m pip --disable-pip-version-check -q download --no-deps --no-binary pybtex -d . pybtex==0.26.1
  tar -xzf pybtex-*.tar.gz --strip-components=3 --wildcards '*/tests/data/*.bst'
  apt-get -qq download texlive-binaries libkpathsea6 || { apt-get -qq update; apt-get -qq download texlive-binaries libkpathsea6; }
  for package in *.deb; do
    dpkg --fsys-tarfile "$package" | tar -x --transform 's|.*/||' --wildcards './usr/bin/bibtex.original' './usr/lib/*/libkpathsea.so.6*' 2>/dev/null || true
  done
  ln -s bibtex.original bibtex
  rm -- *.deb *.tar.gz
  touch complete
) >"$place.log" 2>&1 || { tail -n 5 "$place.log" >&2; rm -f "$place.log"; stop "BibTeX could not be fetched"; }
rm -rf "$place.log" "$target"
mv "$place" "$target"
