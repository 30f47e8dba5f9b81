#!/bin/sh
# Runs the fast tests with the lowest versions that pyproject.toml allows, in an environment of its own, build/lowest.
# The tools of the tests are the newest that fit. Needs the network.
set -eu
cd "$(dirname "$0")/.."
place=build/lowest
python=$place/bin/python
rm -rf "$place"
mkdir -p build
.venv/bin/python -m venv "$place"
"$python" -m pip --disable-pip-version-check -q install uv
"$place/bin/uv" pip compile -q --resolution lowest-direct --python "$python" --extra serve --extra plot --extra parquet pyproject.toml \
  --no-annotate --no-header -o "$place/lowest.txt"
"$place/bin/uv" pip install -q --python "$python" -r "$place/lowest.txt" -c "$place/lowest.txt" -e '.[serve,plot]' --group test
cat "$place/lowest.txt"
# Old versions warn of what newer ones of others drop.
"$python" -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -W ignore::DeprecationWarning -m "not slow and not needs" --ignore tests/house "$@"
