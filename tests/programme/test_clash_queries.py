"""A long half-year asks as few questions as a short one."""

import pytest
from sqlalchemy import event, select

from app.db import db
from app.programme import catalogue
from app.programme.clashes import Clash, clashes_of
from app.programme.models import Programme
from tests.programme.big_half_year import EDITIONS, grow, make
from tests.world import World


@pytest.mark.one_database
def test_the_clashes_of_a_long_half_year_cost_as_many_queries_as_those_of_a_short_one(world: World) -> None:
    programme = make(editions=10)
    few, _found = questions()
    grow(programme, EDITIONS)
    many, found = questions()

    assert few == many <= 12
    assert {clash.kind for clash in found} >= {"closure", "room", "theme", "audience", "chairs", "availability"}


def questions() -> tuple[int, list[Clash]]:
    """How many queries the clashes of this half-year cost, and what they are."""
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        said.append(statement)

    db.session.remove()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        programme = db.session.scalars(select(Programme)).one()
        found = clashes_of(programme, catalogue.editions_of(programme))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(said), found
