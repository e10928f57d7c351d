import pytest

from app.lib.days import SomeDay, day_said

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/1", SomeDay(14, 1)),
        ("14.01.2027", SomeDay(14, 1, 2027)),
        ("14-1-27", SomeDay(14, 1, 2027)),
        ("2027-01-14", SomeDay(14, 1, 2027)),
        ("14 gennaio", SomeDay(14, 1)),
        ("giovedì 14 Gennaio 2027", SomeDay(14, 1, 2027)),
        ("1° feb", SomeDay(1, 2)),
        ("2027-1", None),
        ("2027-1/0007", None),
        ("32/1", None),
        ("051 654", None),
        ("CV-1", None),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, day: SomeDay | None) -> None:
    assert day_said(text) == day
