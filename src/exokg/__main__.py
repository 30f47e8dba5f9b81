"""``python -m exokg``: the command line where no script is installed."""

from __future__ import annotations

import sys

from .cli import main

sys.exit(main())
