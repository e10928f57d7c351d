"""What the office has written in its lists: themes, labs in other words, who leads, partners, fundings, ready texts."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.composer import texts
from app.db import db
from app.demo import logos
from app.demo.labs import LABS, THEMES, Lab
from app.demo.offer import FUNDING, LEADER
from app.lib.names import folded
from app.lib.pictures import redrawn
from app.programme.edit_activity import change_activity
from app.programme.edit_edition import change_facts
from app.programme.funding_logos import add_logo
from app.programme.leading import add_absence
from app.programme.list_entries import FACILITATORS, FUNDINGS, PARTNERS, change_entry
from app.programme.list_entries import THEMES as THEMES_LIST
from app.programme.models import Activity, Facilitator, Funding, Partner, Theme
from app.programme.pictures import keep

WORKDAYS = [f"{day}-{part}" for day in range(1, 6) for part in ("mattina", "pomeriggio")]
AWAY = (timedelta(days=42), timedelta(days=46))  # from today, first and last
OUR_OWN = "Sportello Lavoro"  # a partner with a logo: nobody else's is ours to make up
PAID = {
    "code": "CUP F00A00000000000",
    "words": "Finanziato dal Programma nazionale Città Metropolitane 2021-2027: i marchi e il codice sono di prova.",
}
REMINDER = """Ciao {nome},

ti ricordiamo «{laboratorio}»: {data} alle {ora}, {luogo}.

Se non puoi venire, rinuncia da qui, così il posto va a chi aspetta: {link}

Per ogni dubbio: {telefono}."""
THANKS = """Ciao {nome},

grazie per la tua partecipazione. Fra qualche giorno trovi l'attestato sulla tua pagina: {link}

Se cerchi altri laboratori, telefonaci: {telefono}."""
TEXTS = [
    ("Promemoria di due giorni prima", "Ti aspettiamo {data}", REMINDER),
    ("Grazie dopo l'ultimo incontro", "Grazie per «{laboratorio}»", THANKS),
]


def write(today: date, *, by: str) -> None:
    """Fill the lists, whose entries the spreadsheets have made."""
    for theme in db.session.scalars(select(Theme)):
        change_entry(THEMES_LIST, theme, {"translations": {"en": {"name": THEMES[theme.name]}}}, by=by)
    for lab in LABS:
        _say_otherwise(lab, by)
    _write_who_leads(today, by)
    partner = _named(Partner, OUR_OWN)
    logo = keep(logos.compass())
    change_entry(PARTNERS, partner, {"website": "https://sportello.example.org", "logo": logo}, by=by)
    funding = db.session.scalars(select(Funding).where(Funding.name == FUNDING)).one()
    change_entry(FUNDINGS, funding, PAID, by=by)
    add_logo(funding, redrawn(logos.steps()), "Quattro gradini che salgono: marchio di prova del programma", by=by)
    add_logo(funding, redrawn(logos.towers()), "Due torri e un sole: marchio di prova della città", by=by)
    for name, subject, body in TEXTS:
        texts.keep(None, name, subject, body, by=by)


def _say_otherwise(lab: Lab, by: str) -> None:
    """The lab in plain words and in English, and all its editions in English."""
    activity = db.session.scalars(select(Activity).where(Activity.title == lab.title)).one_or_none()
    if activity is None:  # its only edition is left out
        return
    said = lab.said
    facts = {
        "plain_text": said.plain or None,
        "to_bring": [thing.value for thing in said.to_bring],
        "children_welcome": said.children_welcome,
        "translations": _in_english(title=said.title, plain_text=said.english_plain),
    }
    change_activity(activity, facts, by=by)
    for edition in activity.editions:
        change_facts(edition, {"translations": _in_english(summary=said.summary, audience=said.audience)}, by=by)


def _in_english(**said: str) -> dict[str, dict[str, str]]:
    written = {column: text for column, text in said.items() if text}
    return {"en": written} if written else {}


def _write_who_leads(today: date, by: str) -> None:
    leader = _named(Facilitator, LEADER)
    facts = {"is_person": True, "email": "conduce@example.org", "available_at": WORKDAYS}
    change_entry(FACILITATORS, leader, facts, by=by)
    add_absence(leader, today + AWAY[0], today + AWAY[1], "Corso di aggiornamento", by=by)


def _named(record: type[Any], name: str) -> Any:
    return db.session.scalars(select(record).where(record.name_key == folded(name))).one()
