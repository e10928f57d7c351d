import os
from pathlib import Path

import pytest

from app.lib.made_once import made_once

pytestmark = pytest.mark.one_database


def test_the_same_recipe_is_made_once_and_another_anew(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> bytes:
        made.append("x")
        return b"x"

    for recipe in ("a", "a", "b", "a"):
        assert made_once(tmp_path / "shelf", recipe, make, most=5) == b"x"
    assert len(made) == 2


def test_only_the_latest_used_are_kept(tmp_path: Path) -> None:
    for age, recipe in enumerate("abc"):
        made_once(tmp_path, recipe, lambda: b"x", most=2)
        for path in tmp_path.iterdir():
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 10 * (age + 1)))

    def fail() -> bytes:
        raise AssertionError("it was kept")

    assert len(list(tmp_path.iterdir())) == 2
    assert made_once(tmp_path, "c", fail, most=2) == b"x"


def test_what_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made_once(tmp_path, "a", fail, most=2)
    assert list(tmp_path.iterdir()) == []
    assert made_once(tmp_path, "a", lambda: b"x", most=2) == b"x"
