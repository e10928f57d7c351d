"""Which registrations a member of staff may name in an address's query, where the guard does not look."""

import re
from collections.abc import Sequence

from flask import abort, g
from sqlalchemy import select

from app.db import db
from app.registration import search
from app.registration.models import Registration
from app.staff.models import Role

MOST_AT_ONCE = 100
NUMBER = re.compile(r"[0-9]{1,9}")


def within_reach(numbers: Sequence[str]) -> list[Registration]:
    """The registrations of these numbers, in their order; 404 when one is nobody's, or somebody else's for the desk."""
    if len(numbers) > MOST_AT_ONCE or not all(NUMBER.fullmatch(number) for number in numbers):
        abort(404)
    asked = [int(number) for number in dict.fromkeys(numbers)]
    found = {one.id: one for one in db.session.scalars(select(Registration).where(Registration.id.in_(asked)))}
    for number in asked:
        if number not in found:
            abort(404)
        if g.staff.role == Role.DESK and not search.was_signed_up_by(number, g.staff.email):
            abort(404)
    return [found[number] for number in asked]
