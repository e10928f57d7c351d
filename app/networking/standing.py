"""How the people of one body stand, for its contact and for the office."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.lib.clock import now
from app.networking.models import Invitation
from app.registration import links
from app.registration.delegates import delegates_of
from app.registration.models import Registration
from app.registration.units import position

Row = list[object]


@dataclass(frozen=True)
class Standing:
    """One delegate: with a place, or at a ``position`` of the queue, perhaps only because of the cap for one body."""

    registration: Registration
    position: int | None
    is_over_cap: bool
    came: bool | None  # None until the day begins

    @property
    def page_token(self) -> str | None:
        """The managing link of who has no address of their own: it was sent to the contact all the same."""
        body, one = self.registration.organisation, self.registration
        return links.token_of(one) if body and one.email in (None, body.email) else None


def standings(invitation: Invitation) -> list[Standing]:
    """The body's people, who has a place first."""
    edition = invitation.edition
    theirs = delegates_of(edition, invitation.organisation_id)
    placed = sum(not one.is_waiting for one in theirs)
    over_cap = edition.most_delegates is not None and placed >= edition.most_delegates
    begun = edition.has_begun(now())
    return [
        Standing(
            one,
            position(one),
            is_over_cap=one.is_waiting and over_cap,
            came=bool(one.admitted_at) if begun else None,
        )
        for one in theirs
    ]


def table_of(invitation: Invitation) -> tuple[list[str], list[Row]]:
    """Headings and rows of the body's people for a spreadsheet: what its contact knows, and who came."""
    headings = [_("Cognome"), _("Nome"), _("Ruolo"), _("Posto"), _("È venuto?")]
    rows: list[Row] = []
    for one in standings(invitation):
        person, unnamed = one.registration.participant, one.registration.is_unnamed
        waiting = _("in attesa, numero %(position)s", position=one.position)
        rows.append(
            [
                "" if unnamed else person.last_name,
                _("(nome da dare)") if unnamed else person.first_name,
                person.job_title,
                waiting if one.registration.is_waiting else _("ha il posto"),
                {True: _("sì"), False: _("no"), None: ""}[one.came],
            ]
        )
    return headings, rows
