#!/bin/sh
# Puts the SPARQL workbench (YASGUI, MIT) into src/exokg/server/static/vendor, where the server and the wheel
# find it; without it the server offers its plain editor. Quiet, done once, checked by hash; needs npm.
set -eu
cd "$(dirname "$0")/.."
version=4.6.2
sha256=6520cdd256a4003e8d45865e0d631b6456b88a0e6b65f4f3e56d78a25d74c9a7
target=src/exokg/server/static/vendor
stop() { echo "exokg: $1" >&2; exit 2; }
[ "$(cat "$target/yasgui.version" 2>/dev/null || true)" = "$version" ] && exit 0
command -v npm >/dev/null || stop "npm is needed for the workbench; the plain editor serves without it"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
(cd "$place" && npm pack --silent "@zazuko/yasgui@$version" >log 2>&1) ||
  { tail -n 5 "$place/log" >&2; stop "the workbench could not be fetched"; }
echo "$sha256  $place/zazuko-yasgui-$version.tgz" | sha256sum -c - >/dev/null 2>&1 ||
  stop "the workbench is not the one that was reviewed"
tar -xzf "$place/zazuko-yasgui-$version.tgz" -C "$place"
mkdir -p "$target"
# a source map would make browsers ask for it
sed '/^\/\/# sourceMappingURL=/d' "$place/package/build/yasgui.min.js" >"$target/yasgui.min.js"
cp "$place/package/build/yasgui.min.css" "$target/yasgui.min.css"
echo "$version" >"$target/yasgui.version"
