"""What an edition says of itself, brought up to date from a draft: nothing here sends anybody to another place."""

from flask_babel import gettext as _

from app.journal.note import note
from app.lib.clock import rome
from app.lib.names import tidy
from app.programme.change import Change
from app.programme.draft import DraftEdition
from app.programme.models import AgendaItem, Edition
from app.programme.records_of_draft import Records, said, same_in_a_cell

FACTS = {
    "summary": "descrizione",
    "audience": "rivolto a",
    "notes": "note",
    "online_url": "collegamento",
    "sign_up_opens_on": "iscrizioni dal",
    "sign_up_closes_on": "iscrizioni entro",
    "minimum_people": "minimo",
}
TYPED_IN_THE_OFFICE = {"notes", "online_url"}  # an empty cell of a sheet made by hand does not rub them out


def take_facts(edition: Edition, wanted: DraftEdition, records: Records, *, by: str) -> list[Change]:
    """Change what nobody has to be told of; returns what changed, which the journal keeps too."""
    changes, code = [], edition.code
    activity = records.activity(wanted)
    if activity is not edition.activity:
        changes.append(said(code, _("laboratorio"), edition.activity.title, activity.title))
        edition.activity = activity
    for fact, after in wanted.facts.items():
        if fact in TYPED_IN_THE_OFFICE and after is None and not wanted.rubs_out:
            continue
        if not same_in_a_cell(before := getattr(edition, fact), after):
            changes.append(said(code, FACTS[fact], before, after))
            setattr(edition, fact, after)
    if wanted.says_funding:
        funding = records.funding(wanted.funding)
        if funding is not edition.funding:
            changes.append(said(code, _("finanziamento"), edition.funding and edition.funding.name, wanted.funding))
            edition.funding = funding
    if wanted.partners is not None:
        partners = records.partners_named(wanted.partners)
        if set(partners) != set(edition.partners):
            changes.append(
                said(code, _("in collaborazione con"), [one.name for one in edition.partners], wanted.partners)
            )
            edition.partners = partners
    if wanted.facilitators is not None:
        leaders = records.facilitators_named(wanted.facilitators)
        if set(leaders) != set(edition.facilitators):
            names = [one.name for one in edition.facilitators]
            changes.append(said(code, _("conduce"), names, wanted.facilitators))
            edition.facilitators = leaders
    if wanted.agenda is not None and _lines(edition.agenda) != _lines(wanted.agenda):
        changes.append(Change(code, _("scaletta cambiata")))
        edition.agenda = agenda_of(wanted)
    if edition.code != wanted.code:
        changes.append(said(code, _("codice"), code, wanted.code))
        edition.code = wanted.code
    for change in changes:
        note(edition.about, "edition.changed", by, change=change.words)
    return changes


def _lines(agenda) -> list[tuple[object, ...]]:  # type: ignore[no-untyped-def]
    """By the hours on Rome's clocks: the sheet says no day, it is the meeting's."""
    return sorted(
        (rome(item.starts_at).time(), rome(item.ends_at).time(), tidy(item.title), tidy(item.speakers or ""))
        for item in agenda
    )


def agenda_of(wanted: DraftEdition) -> list[AgendaItem]:
    return [
        AgendaItem(starts_at=item.starts_at, ends_at=item.ends_at, title=item.title, speakers=item.speakers)
        for item in wanted.agenda or []
    ]
