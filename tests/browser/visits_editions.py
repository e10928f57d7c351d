"""The pages on which the office writes editions and labs, one at a time and many at once."""

from tests.browser.visit import HALF_YEAR, OFFICE, Visit, form

A_RULE = (
    "edition=1&into=tante&weekdays=1&weekdays=2&every_weeks=1&first_on=2027-03-29&count=4&starts=09:30&ends=12:30"
    "&place=1&skips_closures=y"
)
THREE = "edizione=1&edizione=2&edizione=12"
EDITIONS = [
    form("office.editions.update", f"{OFFICE}/con-2/modifica", "office", status=200, press="[value=meetings]"),
    form("office.editions.update", f"{OFFICE}/uff-1/modifica", "office", status=422, **{"meetings-0-day": ""}),
    form("office.editions.update", f"{OFFICE}/con-2/modifica", "office", status=200, **{"meetings-0-ends": "19:30"}),
    Visit("office.editions.edit", f"{OFFICE}/net-1/modifica", "office"),
    Visit("office.editions.new", f"{OFFICE}/nuova-edizione", "office"),
    Visit("office.editions.new", f"{OFFICE}/nuova-edizione?come=web-2", "office"),
    form("office.editions.create", f"{OFFICE}/nuova-edizione", "office"),
    Visit("office.recurrence.new", f"{OFFICE}/incontri-ricorrenti", "office"),
    Visit("office.recurrence.new", f"{OFFICE}/incontri-ricorrenti?first_on=", "office", status=422),
    Visit("office.recurrence.new", f"{OFFICE}/incontri-ricorrenti?{A_RULE}", "office"),
    Visit("office.bulk.new", f"{OFFICE}/in-blocco", "office"),
    Visit("office.bulk.new", f"{OFFICE}/in-blocco?cerca=nessuna", "office"),
    form("office.bulk.create", f"{OFFICE}/in-blocco?edizione=1", "office", press="[value=anteprima]"),
    form("office.bulk.create", f"{OFFICE}/in-blocco?{THREE}", "office", 200, "[value=anteprima]", days="7"),
    Visit("office.activities.index", "/ufficio/laboratori/", "office"),
    Visit("office.activities.index", "/ufficio/laboratori/?cerca=nessuno", "office"),
    Visit("office.activities.new", "/ufficio/laboratori/nuovo", "office"),
    form("office.activities.create", "/ufficio/laboratori/nuovo", "office"),
    Visit("office.activities.edit", "/ufficio/laboratori/1", "office"),
    form("office.activities.update", "/ufficio/laboratori/1", "office", title=""),
    Visit("office.overbooking.edit", f"{OFFICE}/col-2/posti-in-piu", "office"),
    Visit("office.overbooking.edit", f"{OFFICE}/uff-2/posti-in-piu", "office"),
    form("office.overbooking.update", f"{OFFICE}/col-2/posti-in-piu", "office", status=422, places="1"),
    Visit("office.editions.show", f"{OFFICE}/col-2", "office"),
    Visit("office.editions.show", f"{OFFICE}/oss-2", "office"),
    Visit("office.editions.show", f"{OFFICE}/{{soonest}}", "office"),
    Visit("office.editions.new_cancellation", f"{OFFICE}/oss-2/annullamento", "office"),
    Visit("office.decisions.new_postponement", f"{OFFICE}/oss-2/rinvio", "office"),
    Visit("office.decisions.new_postponement", f"{OFFICE}/col-2/rinvio", "office"),
    Visit("office.announcements.index", f"{OFFICE}/oss-2/messaggi", "office"),
    Visit("office.announcements.index", f"{OFFICE}/cv-3/messaggi", "office"),
    Visit("office.announcements.show", f"{OFFICE}/oss-2/messaggi/{{announcement}}", "office"),
    Visit("office.announcements.show", f"{OFFICE}/oss-2/messaggi/{{announcement}}?stato=ferme", "office"),
    Visit("programme.edition", f"{HALF_YEAR}/oss-2"),
    Visit("registration.show", "/iscrizioni/{put_off_token}"),
    Visit("registration.new_cancellation", "/iscrizioni/{put_off_token}/annullamento?motivo=data"),
]
