"""The address that a mail comes back to when it cannot be delivered: one for each message, which nobody can make up.

``bounce+<number of the message>.<proof>@domain``: what comes back to it says by itself which message it was.
"""

import hmac
import re

from flask import current_app

from app.lib.addresses import ascii_domain
from app.lib.codes import mac_letters
from app.lib.signing import derived_key
from app.outbox.sender import sender

PROOF_LETTERS = 10  # 50 bits
SHAPE = re.compile(r"bounce\+([0-9]{1,12})\.([0-9a-z]{10})@[^@]+", re.IGNORECASE)


def verp_of(message_id: int) -> str:
    """The address that the message of this number comes back to."""
    return f"bounce+{message_id}.{_proof(message_id)}@{ascii_domain(sender()[1])}"


def message_of_verp(address: str) -> int | None:
    """The number of the message that came back to ``address``; None when the address is not one of ours."""
    found = SHAPE.fullmatch(address.strip().strip("<>"))
    if not found:
        return None
    number = int(found[1])
    return number if hmac.compare_digest(_proof(number).encode(), found[2].lower().encode()) else None


def returns_to(message_id: int) -> str:
    """The sender on the envelope: an address for what comes back if anybody reads it, else the office's own."""
    return verp_of(message_id) if current_app.config["INBOX_URL"] else sender()[1]


def _proof(number: int) -> str:
    key = derived_key(current_app.config["SECRET_KEY"], "bounce address")
    return mac_letters(key, str(number), PROOF_LETTERS).lower()
