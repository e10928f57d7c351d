"""What no database can hold is refused before any page looks at it."""

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

NUL = "\0"


class RecordNumber(IntegerConverter):
    """The number of a record in an address, at most nine digits: a longer one is nobody's, and no page."""

    regex = "[0-9]{1,9}"


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RecordNumber
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """PostgreSQL keeps no NUL in a text, and nobody has one to send."""
    sent = [value for fields in (request.args, request.form) for values in fields.listvalues() for value in values]
    if NUL in request.path or any(NUL in value for value in sent):
        abort(400)
