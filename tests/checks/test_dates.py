"""1 April of the following year is in time, every later day is late, and only for a year that is stated."""

from __future__ import annotations

import datetime

import pytest
from form_texts import TEXT, TITLE, flags, quotes
from hypothesis import given
from hypothesis import strategies as st

_DAYS = st.dates(datetime.date(2023, 6, 1), datetime.date(2026, 12, 31))
_LIMIT = datetime.date(2024, 4, 1)


def _signed(date: str, *, head: str = "", title: str = TITLE, text: str = TEXT) -> str:
    return "\n".join((*([head] if head else []), title, text, "一、主要工作", "办理案件31件。", "石岭镇人民政府", date))


@given(
    _DAYS,
    st.sampled_from(
        ["{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month:02}-{0.day:02}", "{0.year}.{0.month}.{0.day}"]
    ),
)
def test_the_limit_is_exact(day: datetime.date, form: str) -> None:
    """A signed date is late exactly when it lies behind 1 April, and is itself the place."""
    date = form.format(day)
    assert quotes("D4", _signed(date)) == ([date] if day > _LIMIT else [])


@given(_DAYS, _DAYS)
def test_the_latest_of_two_dates_decides(written: datetime.date, published: datetime.date) -> None:
    """One finding however many dates are late, at the latest."""
    head = f"成文日期：{written}\n发布日期：{published}"
    latest = max(written, published)
    assert quotes("D4", _signed("2024年1月12日", head=head)) == ([str(latest)] if latest > _LIMIT else [])


@pytest.mark.parametrize(
    "raw",
    [
        _signed("2024年4月"),
        _signed("2024年1月12日", text=TEXT + "2024年5月底前完成轮训，2024年9月1日起试行。"),
        _signed(
            "2024年9月1日",
            title="石岭镇人民政府法治政府建设情况报告",
            text="石岭镇扎实推进法治政府建设，现将情况报告如下。",
        ),
    ],
)
def test_what_is_no_late_date(raw: str) -> None:
    """A month that holds the limit, days named in the text, and a report that states no year."""
    assert not flags("D4", raw)


def test_the_message_counts_the_days() -> None:
    """Two days after the limit are two days late."""
    (flag,) = flags("D4", _signed("2024年4月3日"))
    assert (flag.fields["days"], flag.fields["limit"], flag.fields["year"]) == (2, "2024-04-01", 2023)
