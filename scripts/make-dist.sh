#!/bin/sh
# Puts the wheel and the archive of the committed source into dist/, and installs the wheel into an empty environment,
# where it must answer a question from its own data.
set -eu
cd "$(dirname "$0")/.."
rm -rf dist
.venv/bin/python -m pip --disable-pip-version-check -q wheel --no-deps -w dist .
wheel=$(ls dist/*.whl)
version=$(basename "$wheel" | cut -d- -f2)
git archive --prefix="exokg-$version/" -o "dist/exokg-$version.tar.gz" HEAD
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m venv "$place/venv"
"$place/venv/bin/python" -m pip --disable-pip-version-check -q install -c constraints.txt "$wheel"
(cd "$place" && HOME="$place" venv/bin/exokg ask translational-ladder -f csv >answer)
[ "$(wc -l <"$place/answer")" -gt 10 ] || { echo "exokg: $wheel answers nothing" >&2; exit 1; }
echo "$wheel answers"
