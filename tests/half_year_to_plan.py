"""A half-year that the office is still planning: a draft with something of everything, for whoever visits its pages."""

from datetime import date, time

from flask import Flask

from app.db import transaction
from app.programme.closures import add_closure
from app.programme.copy_half_year import copy_half_year
from app.programme.half_year import HalfYear
from app.programme.models import Edition, Programme
from app.registration.change_notices import add_notice
from tests.world import World

LONG_WORD = "Straordinariamente" * 5


def draft_of_next_half_year(app: Flask, copied: Edition, by: str) -> Programme:
    """2027-2: a lab of its own, a closure, an edition ``copied`` from the half-year before; and a notice to choose."""
    world = World(app)
    draft = world.programme("2027-2", published=False)
    world.edition(programme="2027-2", code="CV-9", meetings=[(date(2027, 9, 14), time(9), time(12))])
    with transaction():
        add_notice("2027-03", {"it": f"# Chi siamo\n{LONG_WORD}\n\n- nome\n- telefono", "en": "# Who we are"}, by=by)
    with transaction() as session:
        found = session.merge(draft)
        add_closure(found, date(2027, 7, 1), date(2027, 12, 31), LONG_WORD, by=by)
        edition = session.merge(copied)
        copy_half_year(edition.programme, HalfYear(2027, 2), {edition.id}, by=by)
    return draft
