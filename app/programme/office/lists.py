"""All of the office's lists on one page, each with how many entries it has."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from app.db import db
from app.languages.models import Language
from app.lib.languages import ALL
from app.outbox.models import MessageTemplate
from app.people.models import Organisation
from app.programme.models import Activity, Facilitator, Funding, Partner, PatronDay, PrivacyNotice, Theme, Venue
from app.staff.models import Staff
from app.web.permissions import may

blueprint = Blueprint("lists", __name__, url_prefix="/elenchi")

LISTS = [
    (
        _l("Di che cosa è fatto il programma"),
        [
            ("office.activities.index", Activity, _l("Laboratori e giornate"), _l("Che cosa si insegna o si discute.")),
            ("office.themes.index", Theme, _l("Temi"), _l("Un colore e una parola per cercare.")),
            ("office.venues.index", Venue, _l("Sedi e sale"), _l("Dove ci si trova, e come si entra.")),
            ("office.facilitators.index", Facilitator, _l("Chi conduce"), _l("Persone e funzioni, e quando possono.")),
            ("office.partners.index", Partner, _l("Partner"), _l("Con chi si fa, con il loro logo.")),
            ("office.fundings.index", Funding, _l("Finanziamenti"), _l("Chi paga: codice, frase e loghi sulle carte.")),
        ],
    ),
    (
        _l("Che cosa vale per tutti"),
        [
            ("office.patrons.index", PatronDay, _l("Feste patronali"), _l("I giorni in cui un comune è chiuso.")),
            ("office.notices.index", PrivacyNotice, _l("Informative privacy"), _l("Le versioni del testo.")),
            ("office.languages.index", Language, _l("Lingue"), _l("Quali può scegliere il pubblico, e i testi.")),
            ("office.templates.index", MessageTemplate, _l("Testi pronti"), _l("Messaggi da riusare.")),
            ("office.organisations.index", Organisation, _l("Enti"), _l("Chi manda delegati alle giornate.")),
            ("office.staff.index", Staff, _l("Accessi"), _l("Chi entra nell’ufficio, e che cosa può fare.")),
        ],
    ),
]


@blueprint.get("/")
def index() -> ResponseReturnValue:
    groups = [(title, [(*one, _count(one[1])) for one in lists if may(one[0])]) for title, lists in LISTS]
    return render_template("programme/office/lists/index.html", groups=[group for group in groups if group[1]])


def _count(record: type) -> int:
    """How many entries a list has; a language has a row only once somebody has switched it."""
    return len(ALL) if record is Language else db.session.scalar(select(func.count()).select_from(record)) or 0
