"""The office day by day: the search box, people's files, the history, the accounts."""

from tests.browser.visit import Visit, form
from tests.half_year_sample import SPACED, UNBROKEN

PERSON, ACCOUNT = "/ufficio/persone/{person}", "/ufficio/personale/{leader}"
EVERYDAY = [
    Visit("office.search.index", "/ufficio/cerca", "office"),
    Visit("office.search.index", "/ufficio/cerca?cerca=wolfe", "office"),
    Visit("office.search.index", "/ufficio/cerca?cerca=con", "office"),
    Visit("office.search.index", "/ufficio/cerca?cerca={ticket}", "office"),
    Visit("office.search.index", "/ufficio/cerca?cerca=nessunissimo", "office"),
    Visit("office.people.index", "/ufficio/persone/", "office"),
    Visit("office.people.index", "/ufficio/persone/?cerca=wolfeschlegelsteinhausen", "office"),
    Visit("office.people.index", "/ufficio/persone/?cerca=nessunissimo", "office"),
    Visit("office.people.show", PERSON, "office"),
    Visit("office.people.show", "/ufficio/persone/{merged}", "office"),
    form("office.people.create_contact", PERSON, "office", press="main .panel .btn"),
    Visit("office.people.edit", f"{PERSON}/nome", "office"),
    form("office.people.update", f"{PERSON}/nome", "office", first_name="9"),
    form("office.people.update", "/ufficio/persone/{double}/nome", "office", 409, first_name=UNBROKEN),
    Visit("office.merges.new", f"{PERSON}/unione", "office"),
    Visit("office.merges.new", f"{PERSON}/unione?cerca=rossi", "office"),
    Visit("office.merges.new", f"{PERSON}/unione?cerca=nessunissimo", "office"),
    Visit("office.merges.show", f"{PERSON}/unione/{{double}}", "office"),
    Visit("office.journal.index", "/ufficio/cronologia/?persona={person}", "office"),
    Visit("office.journal.index", "/ufficio/cronologia/?dal=2030-01-01", "office"),
    Visit("office.staff.login", "/ufficio/accesso?poi=x"),
    Visit("office.staff.password", "/ufficio/password", "office"),
    form("office.staff.update_password", "/ufficio/password", "office", old="x", new="x", again="y"),
    form("office.staff.update_password", "/ufficio/password", "office", old="x", new=SPACED, again=SPACED),
    Visit("office.staff.index", "/ufficio/personale/", "admin"),
    Visit("office.staff.new", "/ufficio/personale/nuovo", "admin"),
    form("office.staff.create", "/ufficio/personale/nuovo", "admin", name=UNBROKEN, email="x", password="x"),
    form("office.staff.create", "/ufficio/personale/nuovo", "admin", 409, name=UNBROKEN, email="conduce@example.org"),
    Visit("office.staff.edit", ACCOUNT, "admin"),
    Visit("office.staff.edit", "/ufficio/personale/{admin}", "admin"),
    form("office.staff.update", ACCOUNT, "admin", name=""),
]
