"""``python -m fzlint``."""

import sys

from fzlint.cli import main

if __name__ == "__main__":
    sys.exit(main())
