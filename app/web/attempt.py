from collections.abc import Callable

from flask import flash, redirect
from werkzeug.wrappers import Response

from app.db import transaction
from app.errors import Refused


def attempt(verb: Callable[[], object], done: str, back: str) -> Response:
    """Do ``verb`` in a transaction, go ``back`` (an address of ours), and say there what was done or why it was not."""
    try:
        with transaction():
            verb()
    except Refused as refusal:
        flash(str(refusal), "danger")
    else:
        flash(done, "success")
    return redirect(back, 303)
