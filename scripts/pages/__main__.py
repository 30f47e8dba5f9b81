"""Writes every generated page, and updates every answer that a page shows. `make pages` runs it.

python -m scripts.pages            writes and lists the pages that are out of date
python -m scripts.pages --check    only lists them; exit code 1 if there are any
"""

from __future__ import annotations

import sys

from scripts.pages import ROOT, made, out_of_date


def main() -> int:
    """List what is out of date and, without --check, write it."""
    check = "--check" in sys.argv[1:]
    stale = out_of_date(made())
    for name, text in stale.items():
        print(name)
        if not check:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
