from datetime import datetime, timedelta

from app.lib.clock import now
from app.registration.models import Registration

FOR = timedelta(minutes=10)  # that who has given something up may have it back


def undo_until(registration: Registration) -> datetime | None:
    """Until when this cancellation may be taken back; None: it may not, or no more."""
    if not registration.is_cancelled or registration.cancelled_from is None or registration.cancelled_at is None:
        return None
    last = registration.cancelled_at + FOR
    if offered_until := registration.cancelled_from["offer_until"]:
        last = min(last, datetime.fromisoformat(offered_until))
    return last if now() <= last and not registration.edition.is_cancelled else None
