"""Who the office's messages come from: one stable address, which calendars learn to know."""

from email.utils import parseaddr

from flask import current_app

SENDER = "Bussola del lavoro"


def sender() -> tuple[str, str]:
    """Name and address of ``MAIL_FROM``; the name is the programme's own when none is given."""
    name, address = parseaddr(current_app.config["MAIL_FROM"])
    return name or SENDER, address
