"""The desk's pages: signing up who sits in front, what it is told of whom it sent, places that are held."""

from tests.browser.visit import OFFICE, Visit, form
from tests.half_year_sample import SPACED, UNBROKEN

PAGE, HELD = "/ufficio/sportello/", f"{OFFICE}/web-2/posti-riservati/nuovo"
KNOWN_PHONE = "051 654 3810"
DESK = [
    Visit("office.desk.new", PAGE, "office"),
    Visit("office.desk.new", f"{PAGE}?iscrizione={{registration}}&iscrizione={{waiting}}", "office"),
    Visit("office.desk.new", f"{PAGE}?iscrizione=999999", "office", status=404),
    form("office.desk.create", PAGE, "office", press=".desk .btn-primary"),
    form(
        "office.desk.create",
        PAGE,
        "office",
        status=200,
        press=".desk .btn-primary",
        words="web-2",
        contact=KNOWN_PHONE,
    ),
    form(
        "office.desk.create",
        PAGE,
        "office",
        press=".desk .btn-primary",
        words=UNBROKEN,
        contact=UNBROKEN,
        first_name=SPACED,
    ),
    Visit("office.desk.index", f"{PAGE}persone", "office"),
    Visit("office.desk.index", f"{PAGE}persone?semestre=2027-1", "office"),
    Visit("office.registration.show", "/ufficio/iscrizioni/{held}", "office"),
    Visit("office.reservations.new", HELD, "office"),
    Visit("office.reservations.new", f"{OFFICE}/uff-1/posti-riservati/nuovo", "office"),
    form("office.reservations.create", HELD, "office"),
    form(
        "office.reservations.create",
        HELD,
        "office",
        status=409,
        first_name=UNBROKEN,
        last_name=SPACED,
        email=f"{UNBROKEN}@example.org",
        until="2028-01-01",
    ),
]
