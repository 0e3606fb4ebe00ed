"""The day on which a run takes place: the clock's, or the one that SOURCE_DATE_EPOCH fixes.

https://reproducible-builds.org/specs/source-date-epoch/: seconds since 1970 in UTC, so that a run can be repeated.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping

VARIABLE = "SOURCE_DATE_EPOCH"


class BadDayError(ValueError):
    """SOURCE_DATE_EPOCH holds no number of seconds."""


def today(environ: Mapping[str, str] | None = None) -> datetime.date:
    """Today's date. Raises BadDayError."""
    told = (os.environ if environ is None else environ).get(VARIABLE)
    if not told:
        return datetime.date.today()
    if not told.isascii() or not told.isdigit() or len(told) > 11:
        raise BadDayError(told)
    return datetime.datetime.fromtimestamp(int(told), datetime.UTC).date()
