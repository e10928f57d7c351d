"""Every page there is, as an address that the sample makes real; with the forms that are wrong, showing it."""

from tests.browser.visit import DOOR, HALF_YEAR, OFFICE, Visit, form
from tests.browser.visits_delegates import DELEGATES
from tests.browser.visits_desk import DESK
from tests.browser.visits_editions import EDITIONS
from tests.browser.visits_everyday import EVERYDAY
from tests.browser.visits_half_years import HALF_YEARS
from tests.browser.visits_inbox import INBOX
from tests.browser.visits_languages import LANGUAGES
from tests.browser.visits_lists import LISTS
from tests.browser.visits_messages import MESSAGES
from tests.browser.visits_mine import MINE
from tests.browser.visits_people import PEOPLE
from tests.browser.visits_queue import QUEUE
from tests.browser.visits_sheets import SHEETS
from tests.browser.visits_sign_up import SIGN_UPS
from tests.half_year_sample import SPACED, UNBROKEN

PUBLIC = [
    Visit("home.index", "/"),
    Visit("home.how", "/come-funziona"),
    Visit("home.help", "/aiuto"),
    Visit("home.venues", "/sedi"),
    Visit("home.privacy", "/informativa-privacy"),
    Visit("home.accessibility", "/accessibilita"),
    Visit("home.legal", "/note-legali"),
    Visit("programme.index", "/programmi/"),
    Visit("programme.show", f"{HALF_YEAR}/?passati=si"),
    Visit("programme.show", f"{HALF_YEAR}/?tema=giovani&comune=Bologna&posti=si"),
    Visit("programme.edition", f"{HALF_YEAR}/web-2"),
    Visit("programme.edition", f"{HALF_YEAR}/net-1"),
    Visit("programme.edition", f"{HALF_YEAR}/con-2"),
    Visit("programme.edition", f"{HALF_YEAR}/col-2"),
    Visit("programme.edition", f"{HALF_YEAR}/gio-2"),
    Visit("programme.edition", f"{HALF_YEAR}/cv-1"),
    Visit("programme.calendars", f"{HALF_YEAR}/calendari?comune=Bologna"),
    Visit("programme.embed", f"{HALF_YEAR}/incorpora"),
    Visit("programme.embed", f"{HALF_YEAR}/incorpora?comune=Nessuno"),
    Visit("programme.share", f"{HALF_YEAR}/per-il-tuo-sito?quanti=5"),
    Visit("registration.new", f"{HALF_YEAR}/web-2/iscrizione"),
    Visit("registration.new", f"{HALF_YEAR}/net-1/iscrizione?passo=dati"),
    form("registration.create", f"{HALF_YEAR}/web-2/iscrizione?passo=dati"),
    form("registration.create", f"{HALF_YEAR}/net-1/iscrizione?passo=dati", email="x", phone="1", first_name="9"),
    form(
        "registration.create",
        f"{HALF_YEAR}/net-1/iscrizione?passo=dati",
        status=200,
        first_name=UNBROKEN,
        last_name=SPACED,
        email=f"{UNBROKEN}@example.org",
        organisation=UNBROKEN * 3,
    ),
    form(
        "registration.create",
        f"{HALF_YEAR}/col-2/iscrizione?passo=dati",
        status=200,
        first_name="Ada",
        last_name="B",
        phone="3331234567",
    ),
    Visit("registration.show", "/iscrizioni/{token}"),
    Visit("registration.show", "/iscrizioni/{waiting_token}"),
    Visit("registration.show", "/iscrizioni/{cancelled_token}"),
    Visit("registration.show", "/iscrizioni/{certified_token}"),
    Visit("registration.new_cancellation", "/iscrizioni/{waiting_token}/annullamento"),
    Visit("ticket.show", "/t/{ticket}"),
    Visit("ticket.show", "/t/{waiting_ticket}"),
    Visit("ticket.show_capitals", "/T/{cancelled_ticket}"),
    Visit("verification.new", "/verifica"),
    Visit("verification.new", "/verifica?codice=corto", status=422),
    Visit("verification.show", "/verifica/{certificate_code}"),
    Visit("verification.show", "/verifica/{revoked_code}"),
    Visit("verification.show", "/verifica/0000000000000000", status=404),
    form("verification.check", "/verifica/{certificate_code}"),
    form("verification.check", "/verifica/{certificate_code}", status=200, nome=f"{SPACED} {UNBROKEN}"),
    form("verification.check", "/verifica/{certificate_code}", status=200, nome=f"{UNBROKEN} {UNBROKEN}"),
    Visit("development.index", "/posta-di-prova/"),
    Visit("development.show", "/posta-di-prova/{mail}"),
    Visit("errors", "/non-esiste", status=404),
    Visit("errors", "/iscrizioni/00000000000000000000000000000000", status=404),
    Visit("errors", "/iscrizioni/{revoked_token}/attestato.pdf", status=410),
]
STAFF = [
    Visit("office.staff.login", "/ufficio/accesso"),
    form("office.staff.sign_in", "/ufficio/accesso"),
    form("office.staff.sign_in", "/ufficio/accesso", status=401, email="chi@example.org", password="sbagliata davvero"),
    Visit("office.home.index", "/ufficio/", "office"),
    Visit("office.programme.index", "/ufficio/programmi/", "office"),
    Visit("office.programme.show", f"{OFFICE}/", "office"),
    Visit("office.programme.show", f"{OFFICE}/?cerca=nessuna", "office"),
    Visit("office.programme.show", "/ufficio/programmi/2027-2/", "office"),
    Visit("office.board.show", f"{OFFICE}/tabellone", "office"),
    Visit("office.board.show", f"{OFFICE}/tabellone?righe=conduce&mese=2027-04", "office"),
    Visit("office.board.show", f"{OFFICE}/tabellone?righe=temi&tema=nessuno", "office"),
    Visit("office.board.new_move", f"{OFFICE}/tabellone/1", "office"),
    Visit("office.board.new_move", f"{OFFICE}/tabellone/33?settimana=2027-05-31&luogo=2-2", "office"),
    form("office.board.create_move", f"{OFFICE}/tabellone/33", "office", ends="08:00"),
    Visit("office.editions.show", f"{OFFICE}/web-1", "office"),
    Visit("office.editions.show", f"{OFFICE}/net-1", "office"),
    Visit("office.editions.show", f"{OFFICE}/net-1?cerca=nessuno", "office"),
    Visit("office.editions.show", f"{OFFICE}/col-2?stato=in-attesa", "office"),
    Visit("office.editions.show", f"{OFFICE}/gio-2?stato=annullate", "office"),
    Visit("office.editions.edit", f"{OFFICE}/uff-1/modifica", "office"),
    form("office.editions.update", f"{OFFICE}/con-2/modifica", "office", seats="0", online_url="qui"),
    Visit("office.editions.new_cancellation", f"{OFFICE}/con-2/annullamento", "office"),
    Visit("office.registration.new", f"{OFFICE}/col-2/iscrizioni/nuova", "office"),
    form("office.registration.create", f"{OFFICE}/net-1/iscrizioni/nuova", "office"),
    form(
        "office.registration.create",
        f"{OFFICE}/uff-1/iscrizioni/nuova",
        "office",
        status=409,
        first_name=UNBROKEN,
        last_name=UNBROKEN,
        phone="051 6543810",
    ),
    Visit("office.registration.show", "/ufficio/iscrizioni/{registration}", "office"),
    Visit("office.registration.show", "/ufficio/iscrizioni/{waiting}", "office"),
    Visit("office.registration.show", "/ufficio/iscrizioni/{cancelled}", "office"),
    Visit("office.registration.show", "/ufficio/iscrizioni/{certified}", "office"),
    Visit("office.checkin.index", f"{OFFICE}/uff-1/accoglienza", "office"),
    Visit("office.checkin.index", f"{OFFICE}/con-2/accoglienza", "office"),
    form("office.checkin.create_device", f"{OFFICE}/con-2/accoglienza", "office"),
    form("office.checkin.create_device", f"{OFFICE}/con-2/accoglienza", "office", status=201, label=UNBROKEN),
    Visit("office.attendance.index", f"{OFFICE}/uff-1/presenze", "office"),
    Visit("office.attendance.index", f"{OFFICE}/web-1/presenze", "office"),
    Visit("office.attendance.index", f"{OFFICE}/oss-1/presenze", "office"),
    form(
        "office.attendance.update",
        f"{OFFICE}/uff-1/presenze",
        "office",
        press=".presences .btn-primary",
        minuti="molti",
    ),
    Visit("office.certificates.index", f"{OFFICE}/web-1/attestati", "office"),
    Visit("office.certificates.index", f"{OFFICE}/oss-1/attestati", "office"),
    Visit("office.certificates.new_revocation", f"{OFFICE}/web-1/attestati/{{certificate}}/revoca", "office"),
    form(
        "office.certificates.create_revocation",
        f"{OFFICE}/web-1/attestati/{{certificate}}/revoca",
        "office",
        press="main form .btn-danger",
    ),
    Visit("office.outbox.index", "/ufficio/posta/", "office"),
    Visit("office.outbox.index", "/ufficio/posta/?stato=failed", "office"),
    Visit("office.outbox.show", "/ufficio/posta/{failed}", "office"),
    Visit("office.outbox.show", "/ufficio/posta/{sent}", "office"),
    Visit("office.outbox.calls", "/ufficio/da-chiamare", "office"),
    Visit("office.journal.index", "/ufficio/cronologia/", "office"),
    Visit("office.journal.index", "/ufficio/cronologia/?pagina=3", "office"),
    Visit("errors", "/ufficio/non-esiste", "office", status=404),
]
AT_THE_DOOR = [
    Visit("checkin.index", f"{DOOR}/"),
    Visit("checkin.index", f"{DOOR}/", "door"),
    Visit("checkin.index", f"{DOOR}/?lettura={{scan_admitted}}", "door"),
    Visit("checkin.index", f"{DOOR}/?lettura={{scan_forged}}", "door"),
    Visit("checkin.index", f"{DOOR}/?lettura={{scan_elsewhere}}", "door"),
    Visit("checkin.index", f"{DOOR}/?cerca=wolfe", "door"),
    Visit("checkin.index", f"{DOOR}/?cerca=nessuno", "door"),
    Visit("checkin.pair", f"{DOOR}/dispositivo/{{link}}"),
    Visit("errors", f"{DOOR}/dispositivo/{{closed_link}}", status=410),
    Visit("checkin.new_walk_in", f"{DOOR}/senza-iscrizione", "door"),
    form("checkin.create_walk_in", f"{DOOR}/senza-iscrizione", "door", press="main form .button"),
    form(
        "checkin.create_walk_in",
        f"{DOOR}/senza-iscrizione",
        "door",
        status=409,
        press="main form .button",
        first_name=UNBROKEN,
        last_name=UNBROKEN,
    ),
    Visit("errors", f"{DOOR}/senza-iscrizione", status=404),
]
VISITS = (
    PUBLIC
    + DELEGATES
    + DESK
    + STAFF
    + SHEETS
    + LISTS
    + PEOPLE
    + EVERYDAY
    + INBOX
    + LANGUAGES
    + MINE
    + MESSAGES
    + QUEUE
    + AT_THE_DOOR
    + EDITIONS
    + HALF_YEARS
    + SIGN_UPS
)

NOT_PAGES = {
    "static": "files",
    "home.healthz": "for machines",
    "mine.feed": "a calendar",
    "home.readyz": "for machines",
    "programme.feed": "a calendar",
    "programme.picture": "a picture",
    "programme.facilitator_feed": "a calendar",
    "programme.poster": "a PDF",
    "programme.leaflet": "a PDF",
    "programme.preview": "a drawing",
    "api.openapi": "for machines",
    "api.programmes.index": "for machines",
    "api.programmes.show": "for machines",
    "api.editions.index": "for machines",
    "api.editions.show": "for machines",
    "invitations.download": "a spreadsheet",
    "registration.ticket_pdf": "a PDF",
    "registration.invite": "a calendar",
    "certificates.download": "a PDF",
    "development.body": "a mail, inside the frame of its page",
    "development.download": "a mail as a file",
    "office.languages.message": "a mail as it would read in a language",
    "office.attendance.sheet": "a PDF",
    "office.certificates.download": "a PDF",
    "office.registration.ticket_pdf": "a PDF",
    "office.slips.show": "a PDF",
    "office.slips.sheet": "a PDF",
    "office.sheets.download": "a spreadsheet",
    "office.sheets.model": "a spreadsheet",
    "office.outbox.body": "a mail, inside the frame of its page",
}
