"""The office's lists: venues and rooms, who leads, partners, fundings, themes."""

from tests.browser.visit import Visit, form
from tests.half_year_sample import UNBROKEN

OFFICE = "/ufficio"
SAVE = "main form .btn-primary"
LISTS = [
    Visit("office.lists.index", f"{OFFICE}/elenchi/", "office"),
    *(
        Visit(f"office.{name}.{page}", f"{OFFICE}/{folder}/{address}", "office")
        for name, folder, new in (
            ("venues", "sedi", "nuova"),
            ("facilitators", "chi-conduce", "nuovo"),
            ("partners", "partner", "nuovo"),
            ("fundings", "finanziamenti", "nuovo"),
            ("themes", "temi", "nuovo"),
        )
        for page, address in (("index", ""), ("index", "?cerca=nessuno"), ("new", new), ("edit", "1"))
    ),
    form("office.venues.create", f"{OFFICE}/sedi/nuova", "office", point="https://goo.gl/x"),
    form("office.venues.update", f"{OFFICE}/sedi/1", "office", 200, SAVE, name=UNBROKEN),
    form("office.venues.update", f"{OFFICE}/sedi/1", "office", press=SAVE, name="!", municipality=""),
    Visit("office.venues.new_room", f"{OFFICE}/sedi/1/sale/nuova", "office"),
    form("office.venues.create_room", f"{OFFICE}/sedi/1/sale/nuova", "office", seats="0"),
    Visit("office.venues.edit_room", f"{OFFICE}/sedi/1/sale/1", "office"),
    form("office.venues.update_room", f"{OFFICE}/sedi/1/sale/1", "office", 200, SAVE, name=UNBROKEN),
    form("office.facilitators.create", f"{OFFICE}/chi-conduce/nuovo", "office", email="x"),
    form("office.facilitators.update", f"{OFFICE}/chi-conduce/1", "office", press=SAVE, name=""),
    form(
        "office.facilitators.create_absence",
        f"{OFFICE}/chi-conduce/1",
        "office",
        press="form[action$=assenze] .btn",
        reason=UNBROKEN,
    ),
    form("office.partners.create", f"{OFFICE}/partner/nuovo", "office", website="x"),
    form("office.partners.update", f"{OFFICE}/partner/1", "office", press=SAVE, website="http://x"),
    form("office.fundings.create", f"{OFFICE}/finanziamenti/nuovo", "office"),
    form("office.fundings.update", f"{OFFICE}/finanziamenti/1", "office", press=SAVE, name=""),
    form("office.fundings.create_logo", f"{OFFICE}/finanziamenti/1", "office", press="form[action$=loghi] .btn"),
    form("office.themes.create", f"{OFFICE}/temi/nuovo", "office"),
    form("office.themes.update", f"{OFFICE}/temi/1", "office", press=SAVE, name=""),
]
