"""Bodies invited to a networking morning, one with delegates: what the sample needs of them."""

from app.composer import texts
from app.db import transaction
from app.networking import bodies
from app.networking.delegates import enrol
from app.networking.invite import answer, invite, send
from app.networking.links import token_of
from app.networking.models import Invitation
from app.programme.models import Edition
from app.registration.delegates import change_cap
from app.registration.sign_up import Person

BY = "prove"


def bodies_invited_to(edition: Edition, unbroken: str, spaced: str) -> dict[str, str]:
    with transaction():
        texts.keep(None, "Come arrivare", "Come arrivare: {laboratorio}", f"{unbroken}\n\nAutobus {{luogo}}", by=BY)
        known = [bodies.take(name, email, by=BY) for name, email in ((unbroken, "a@example.org"), (spaced, None))]
        silent, coming = invite(edition, known, by=BY)
    with transaction():
        send(edition, spaced, again=False, by=BY)
        answer(coming, True, 3, by=BY)
    found = {"invitation": token_of(silent), "answered_invitation": token_of(coming)}
    return found | _delegates_of(coming, unbroken, spaced)


def _delegates_of(invitation: Invitation, unbroken: str, spaced: str) -> dict[str, str]:
    """One with a name, one without, one who waits for the body's third place."""
    with transaction():
        change_cap(invitation.edition, 2, by=BY)
        named = Person(spaced, unbroken, email=f"{unbroken}@example.org", job_title=unbroken)
        delegate, nameless, _waiting = enrol(invitation, [named, None, Person(unbroken, spaced)], by=BY)
        return {
            "enrolled_invitation": str(invitation.id),
            "delegate": delegate.public_id.lower(),
            "delegate_number": str(delegate.id),
            "nameless": nameless.public_id.lower(),
        }
