"""What holds for all tests: property tests try the same cases everywhere, so that a gate is no game of chance.

``FZLINT_EXPLORE=1`` lets them try new ones.
"""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
if not os.environ.get("FZLINT_EXPLORE"):
    settings.load_profile("same")
