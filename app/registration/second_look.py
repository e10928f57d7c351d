from typing import Any

from app.registration import links
from app.registration.companions import companions
from app.registration.correct_name import may_correct_name
from app.registration.models import MOVED, Registration
from app.registration.move import elsewhere, may_move, waits_elsewhere
from app.registration.undo_cancellation import with_whom
from app.registration.undo_time import undo_until


def second_look(registration: Registration) -> dict[str, Any]:
    """What a person may still change about this registration, as its page shows it."""
    new_date = waits_elsewhere(registration)
    return {
        "undo_until": undo_until(registration),
        "left_together": with_whom(registration, companions(registration)) if registration.is_cancelled else [],
        "new_date": new_date if new_date and not new_date.is_confirmed and not registration.is_cancelled else None,
        "moved_to": links.token_of(new_date) if new_date and registration.cancel_reason == MOVED else None,
        "may_move": may_move(registration) and bool(elsewhere(registration)),
        "may_correct_name": may_correct_name(registration),
    }
