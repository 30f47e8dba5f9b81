#!/bin/sh
# Installs what exokg needs into .venv. Silent; installs only what is missing.
#   scripts/install.sh run    what the program needs
#   scripts/install.sh check  the same and what linting and the fast tests need, all from pip
#   scripts/install.sh test   the same and what the other tests need: browser, Java, R, engines, npm packages
#   scripts/install.sh bench  the same and what the benchmarks compare with
# Needs Debian with Python 3.11 or newer; apt packages are installed only when one is missing and we are root.
set -eu
cd "$(dirname "$0")/.."
want=${1:-run}
stop() { echo "exokg: $1" >&2; exit 2; }
# Another apt may run, as a system that has just started updates itself.
apt="apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"

# Runs a step and hides its output; on failure shows the last lines.
quietly() {
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then tail -n 20 "$log" >&2; rm -f "$log"; stop "failed: $*"; fi
  rm -f "$log"
}

# Installs those of the named Debian packages that are missing.
debian() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  [ "$(id -u)" = 0 ] || stop "missing Debian packages:$missing (install them as root)"
  command -v apt-get >/dev/null || stop "missing packages:$missing (no apt-get here)"
  echo "installing$missing" >&2
  quietly $apt update
  # shellcheck disable=SC2086 # a list of names
  quietly env DEBIAN_FRONTEND=noninteractive $apt install -y --no-install-recommends $missing
}

python=$(command -v python3 || true)
[ -n "$python" ] || { debian python3 python3-venv; python=python3; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 or newer is needed"
"$python" -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
[ -x .venv/bin/pip ] || quietly "$python" -m venv .venv

# What checks and bundles the browser's scripts. npm keeps the lock file's copy, so a second call is cheap.
npm_packages() {
  cmp -s package-lock.json node_modules/installed-lock.json || {
    quietly npm ci --no-audit --no-fund --no-update-notifier
    cp package-lock.json node_modules/installed-lock.json
  }
  quietly scripts/fetch-axe.sh
  quietly scripts/fetch-workbench.sh
}

# What is not Python is installed beside pip: all of them wait for the network more than they work.
# Tests drive Chromium's headless shell: the same engine, and a page opens in a quarter of the processor time.
others() {
  [ "$want" = test ] || debian chromium
  debian chromium-headless-shell curl default-jdk-headless libapache-jena-java raptor2-utils virtuoso-opensource-7-bin \
    virtuoso-opensource-7-common wrk r-base-core systemd nginx openssl faketime
  command -v npm >/dev/null || debian nodejs npm
  npm_packages
}
# If pip fails, apt and npm still end what they have begun: killed, they would leave it half installed, and left alone,
# they would hold their locks against the next attempt.
trap wait EXIT
beside=""
case $want in
  run | check) ;;
  test | bench)
    others &
    beside=$!
    ;;
  *) stop "run, check, test or bench, not $want" ;;
esac

# The stamp holds the hash of the input files, so a second call does nothing.
stamp=.venv/installed-$want
state=$(cat pyproject.toml constraints.txt package-lock.json scripts/install.sh | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$state" ]; then
  echo "installing Python packages into .venv" >&2
  pip=".venv/bin/python -m pip --disable-pip-version-check -q install"
  quietly $pip --upgrade 'pip>=25.1' # dependency groups (PEP 735)
  # Python compiles what the tests import; compiling all that is installed would take as long as installing it.
  case $want in
    run) quietly $pip -c constraints.txt -e '.[serve,plot]' ;;
    check | test) quietly $pip --no-compile -c constraints.txt -e '.[serve,plot]' --group test --group lint --group docs ;;
    bench) quietly $pip -c constraints.txt -e '.[serve,plot]' --group test --group lint --group docs --group bench ;;
  esac
fi

if [ -n "$beside" ]; then
  quietly scripts/fetch-wheels.sh
  wait "$beside"
  quietly scripts/fetch-bibtex.sh # after apt: two that update its lists at once are in each other's way
fi
# With npm, the workbench of `exokg serve` is bundled; without npm, the server offers its plain editor.
if [ "$want" = run ] && command -v npm >/dev/null; then scripts/fetch-workbench.sh >/dev/null 2>&1 || true; fi
echo "$state" >"$stamp"
