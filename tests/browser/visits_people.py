"""The office's pages about people: writing to them, the bodies invited to networking days."""

from tests.browser.visit import OFFICE, Visit, form
from tests.half_year_sample import SPACED, UNBROKEN

MESSAGE = {"subject": UNBROKEN, "body": f"{UNBROKEN * 3} {{luogo}}"}
PEOPLE = [
    Visit("office.home.guide", "/ufficio/guida", "office"),
    Visit("office.composer.new", f"{OFFICE}/uff-1/messaggi/nuovo?testo=1", "office"),
    form("office.composer.create", f"{OFFICE}/uff-1/messaggi/nuovo", "office"),
    form("office.composer.create", f"{OFFICE}/uff-1/messaggi/nuovo?testo=1", "office", status=200, **MESSAGE),
    Visit("office.templates.index", "/ufficio/testi/", "office"),
    Visit("office.templates.new", "/ufficio/testi/nuovo", "office"),
    form("office.templates.create", "/ufficio/testi/nuovo", "office"),
    Visit("office.templates.edit", "/ufficio/testi/1", "office"),
    form("office.templates.update", "/ufficio/testi/1", "office", status=409, body="{cognome}"),
    Visit("invitations.show", "/inviti/{invitation}"),
    Visit("invitations.show", "/inviti/{answered_invitation}"),
    form("invitations.update", "/inviti/{invitation}"),
    Visit("office.invitations.index", f"{OFFICE}/net-1/invitati", "office"),
    Visit("office.invitations.index", f"{OFFICE}/net-2/invitati", "office"),
    Visit("office.invitations.new", f"{OFFICE}/net-1/invitati/nuovi", "office"),
    form("office.invitations.create", f"{OFFICE}/net-1/invitati/nuovi", "office", lines=f"{SPACED}; {UNBROKEN}"),
    Visit("office.invitations.edit", f"{OFFICE}/net-1/invitati/1", "office"),
    form("office.invitations.update", f"{OFFICE}/net-1/invitati/1", "office", delegates="99"),
    Visit("office.organisations.index", "/ufficio/enti/", "office"),
    Visit("office.organisations.index", "/ufficio/enti/?cerca=nessuno", "office"),
    Visit("office.organisations.new", "/ufficio/enti/nuovo", "office"),
    form("office.organisations.create", "/ufficio/enti/nuovo", "office"),
    Visit("office.organisations.edit", "/ufficio/enti/1", "office"),
    form("office.organisations.update", "/ufficio/enti/1", "office", email="x", phone="1"),
]
