"""Delegates of the bodies invited to networking days: from a body's link, and in the office."""

from tests.browser.visit import OFFICE, Visit, form
from tests.half_year_sample import SPACED, UNBROKEN

LINK, THEIRS = "/inviti/{answered_invitation}", f"{OFFICE}/net-1/invitati/{{enrolled_invitation}}/delegati"
WRONG = {"first_name": "9", "email": "x", "phone": "1"}
DELEGATES = [
    Visit("invitations.show", LINK),
    Visit("invitations.new_delegates", f"{LINK}/delegati"),
    form("invitations.create_delegates", f"{LINK}/delegati"),
    form(
        "invitations.create_delegates",
        f"{LINK}/delegati",
        **{"people-0-first_name": SPACED, "people-0-email": UNBROKEN, "unnamed": "99"},
    ),
    form("invitations.create_delegates", f"{LINK}/delegati", status=200, press="button[name=aggiungi]"),
    Visit("invitations.edit_delegate", f"{LINK}/delegati/{{delegate}}"),
    Visit("invitations.edit_delegate", f"{LINK}/delegati/{{nameless}}"),
    form("invitations.update_delegate", f"{LINK}/delegati/{{delegate}}", **WRONG),
    Visit("errors", "/inviti/{invitation}/delegati/{delegate}", status=404),
    Visit("office.invitations.sheet", f"{OFFICE}/net-1/invitati/foglio", "office"),
    Visit("office.invitations.sheet", f"{OFFICE}/net-2/invitati/foglio", "office"),
    Visit("office.delegates.index", THEIRS, "office"),
    Visit("office.delegates.index", f"{OFFICE}/net-1/invitati/1/delegati", "office"),
    form("office.delegates.create", THEIRS, "office"),
    Visit("office.delegates.edit", f"{THEIRS}/{{delegate_number}}", "office"),
    form("office.delegates.update", f"{THEIRS}/{{delegate_number}}", "office", **WRONG),
]
