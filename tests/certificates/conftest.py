from collections.abc import Iterator

import pytest

from tests.papers import silent_press


@pytest.fixture(autouse=True)
def press_says_nothing() -> Iterator[None]:
    with silent_press():
        yield
