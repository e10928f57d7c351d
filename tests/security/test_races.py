"""Two at once: what one of them has just written is found by the other."""

import threading
import time

import pytest
from sqlalchemy import func, select

from app.db import db, transaction
from app.people.find_or_add import find_or_add_organisation
from app.people.models import Organisation
from tests.world import World

pytestmark = pytest.mark.usefixtures("database")

A_MOMENT = 0.5  # seconds in which the other gets as far as it can


def test_two_delegates_of_one_new_body_at_once(world: World) -> None:
    first_has_written, failures = threading.Event(), []

    def sign_up(is_first: bool) -> None:
        with world.app.app_context():
            try:
                if not is_first:
                    first_has_written.wait()
                with transaction() as session:
                    find_or_add_organisation("Oasi Formazione")
                    session.flush()
                    if is_first:
                        first_has_written.set()
                        time.sleep(A_MOMENT)
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    both = [threading.Thread(target=sign_up, args=[is_first]) for is_first in (True, False)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert failures == []
    assert db.session.scalar(select(func.count(Organisation.id))) == 1
