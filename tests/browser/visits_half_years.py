"""The pages on which the office makes half-years, closes days, writes notices, copies and publishes."""

from tests.browser.visit import OFFICE, Visit, form
from tests.half_year_sample import SPACED, UNBROKEN

DRAFT = "/ufficio/programmi/2027-2"
TAKEN_AWAY = f"first_on=2027-08-10&last_on=2027-08-20&reason={UNBROKEN}"
COPY = "/ufficio/programmi/2027-1/copia"
HALF_YEARS = [
    Visit("office.programme.new", "/ufficio/programmi/nuovo", "office"),
    form("office.programme.create", "/ufficio/programmi/nuovo", "office", first_on="2028-02-01", last_on="2028-01-01"),
    Visit("office.programme.edit", f"{OFFICE}/regole", "office"),
    Visit("office.programme.edit", f"{DRAFT}/regole?{TAKEN_AWAY}", "office"),
    form("office.programme.update", f"{OFFICE}/regole", "office", press="main form .btn-primary", title=""),
    form("office.programme.update", f"{OFFICE}/regole", "office", status=409, first_on="2027-06-01"),
    Visit("office.programme.new_deletion", f"{DRAFT}/eliminazione", "office"),
    Visit("office.programme.new_publication", f"{OFFICE}/pubblicazione", "office"),
    Visit("office.programme.new_publication", f"{DRAFT}/pubblicazione", "office"),
    Visit("office.closures.new", f"{OFFICE}/chiusure/nuova", "office"),
    form("office.closures.create", f"{OFFICE}/chiusure/nuova", "office"),
    form(
        "office.closures.create",
        f"{OFFICE}/chiusure/nuova",
        "office",
        status=200,
        first_on="2027-01-01",
        last_on="2027-06-30",
        reason=UNBROKEN,
    ),
    Visit("office.closures.edit", f"{DRAFT}/chiusure/1", "office"),
    form("office.closures.update", f"{DRAFT}/chiusure/1", "office", reason=""),
    Visit("office.patrons.index", "/ufficio/patroni/", "office"),
    Visit("office.patrons.new", "/ufficio/patroni/nuovo", "office"),
    form("office.patrons.create", "/ufficio/patroni/nuovo", "office", day="32", municipality=UNBROKEN, name=SPACED),
    Visit("office.patrons.edit", "/ufficio/patroni/1", "office"),
    form("office.patrons.update", "/ufficio/patroni/1", "office", name=""),
    Visit("office.notices.index", "/ufficio/informative/", "office"),
    Visit("office.notices.new", "/ufficio/informative/nuova", "office"),
    form("office.notices.create", "/ufficio/informative/nuova", "office", version=UNBROKEN),
    Visit("office.notices.show_built_in", "/ufficio/informative/di-base", "office"),
    Visit("office.notices.show", "/ufficio/informative/1", "office"),
    Visit("office.notices.edit", "/ufficio/informative/1/modifica", "office"),
    form("office.notices.update", "/ufficio/informative/1/modifica", "office", text_it=""),
    Visit("office.copies.new", COPY, "office"),
    Visit("office.copies.new", f"{COPY}?semestre=2027-2", "office"),
    Visit("office.copies.show", f"{DRAFT}/copiato", "office"),
]
