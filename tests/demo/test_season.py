"""The demo is alive on any day: in August, at Christmas, at New Year, when the clocks change."""

from datetime import datetime

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from app.certificates.models import Certificate
from app.checkin.models import Outcome, Scan
from app.db import db
from app.demo.commands import LOGINS
from app.lib import clock
from app.networking.models import Answer, Invitation
from app.outbox.models import Announcement, MessageTemplate
from app.people.alike import alike
from app.people.models import Participant
from app.programme import clashes
from app.programme.forms.activity import long_sentences
from app.programme.models import Edition, Facilitator, Funding, Partner, Programme, ProgrammeStatus, Theme, Venue
from app.registration.models import Registration
from app.reports.decisions import Decision, Matter
from app.reports.today import this_morning
from tests.world import World

DAYS = {
    "august": "2026-08-15T10:00+02:00",
    "christmas, near midnight": "2026-12-25T23:58+01:00",
    "new year, after midnight": "2027-01-01T00:10+01:00",
    "clocks go back": "2026-10-25T02:30+01:00",
    "clocks go forward": "2027-03-28T03:10+02:00",
}


@pytest.mark.one_database
@pytest.mark.parametrize("day", DAYS)
def test_there_is_a_past_a_today_and_a_future(world: World, runner: FlaskCliRunner, day: str) -> None:
    now = datetime.fromisoformat(DAYS[day])
    with clock.at(now):
        loaded = runner.invoke(args=["demo", "load"])
        shown = select(Edition).join(Edition.programme).where(Programme.status == ProgrammeStatus.PUBLISHED)
        editions = db.session.scalars(shown).all()
        today = [edition for edition in editions for meeting in edition.meetings if meeting.day == clock.today()]

        assert loaded.exit_code == 0, loaded.output
        assert [edition.code for edition in today] == ["UFF-1"]
        assert today[0].has_begun(clock.now()) and not today[0].has_ended(clock.now())
        assert {"CV-2"} <= {edition.code for edition in editions if edition.waiting_count}
        assert any(edition.is_online for edition in editions)
        assert any(edition.agenda for edition in editions if edition.activity.is_networking)
        assert sum(edition.has_ended(clock.now()) for edition in editions) >= 4
        assert sum(edition.is_public and not edition.has_begun(clock.now()) for edition in editions) >= 6
        assert everything_waits_for_the_office(this_morning().decisions)
        assert the_lists_are_written()
        assert the_day_of_networking_has_answers()
        assert the_next_half_year_is_a_draft_with_two_clashes()
    arrived = select(func.count()).where(Scan.edition_id == today[0].id, Scan.outcome == Outcome.ADMITTED)
    assert db.session.scalar(arrived) == 7
    assert (db.session.scalar(select(func.count(Certificate.id))) or 0) > 20


@pytest.mark.one_database
def test_everybody_is_plainly_made_up(world: World, runner: FlaskCliRunner) -> None:
    runner.invoke(args=["demo", "load"])

    for registration in db.session.scalars(select(Registration)):
        assert (registration.email or "@example.org").endswith("@example.org")
        assert (registration.phone or "+39333000").startswith("+39333000")
    assert all(email.endswith("@example.org") for email in LOGINS)


@pytest.mark.one_database
def test_a_database_with_something_in_it_is_left_alone(world: World, runner: FlaskCliRunner) -> None:
    world.edition()

    assert runner.invoke(args=["demo", "load"]).exit_code == 1
    assert runner.invoke(args=["demo", "load", "--if-empty"]).exit_code == 0
    assert db.session.scalar(select(func.count(Edition.id))) == 1


@pytest.mark.one_database
def test_the_demo_never_enters_production(world: World, runner: FlaskCliRunner) -> None:
    world.app.config["IS_PRODUCTION"] = True
    try:
        refused = runner.invoke(args=["demo", "load"])
    finally:
        world.app.config["IS_PRODUCTION"] = False

    assert refused.exit_code == 1 and "produzione" in refused.stderr


def everything_waits_for_the_office(decisions: list[Decision]) -> bool:
    """One thing of each kind to decide about, each about the right edition; and what was told has been told."""
    found = {decision.matter: decision for decision in decisions}
    codes = {matter: decision.edition.code for matter, decision in found.items() if decision.edition}
    assert codes == {
        Matter.UNDER_MINIMUM: "CON-1",
        Matter.POSTPONED: "GIO-1",
        Matter.LONG_QUEUE: "CV-2",
        Matter.REGISTERS: "COL-1",
    }
    assert found[Matter.FAILED_MAILS].count == 1
    assert found.keys() >= {Matter.CALLS, Matter.DRAFT_EDITIONS, Matter.DRAFT}
    assert {act.kind for act in db.session.scalars(select(Announcement))} >= {"changed", "postponed", "invitation"}
    return True


def the_lists_are_written() -> bool:
    """What a newcomer looks for in the lists of the office and on the public pages."""
    themes = db.session.scalars(select(Theme)).all()
    assert len({theme.colour for theme in themes}) == len(themes)
    assert all(theme.translations["en"]["name"] for theme in themes)
    labs = {edition.activity for edition in db.session.scalars(select(Edition))}
    assert sum(bool(lab.plain_text and lab.to_bring and lab.translations) for lab in labs) >= 6
    assert not any(long_sentences(lab.plain_text) for lab in labs)
    assert db.session.scalar(select(func.count(Venue.id)).where(Venue.has_lift, Venue.directions.is_not(None)))
    (person,) = db.session.scalars(select(Facilitator).where(Facilitator.is_person))
    assert person.available_at and len(person.absences) == 2
    assert db.session.scalar(select(func.count(Partner.id)).where(Partner.logo_id.is_not(None)))
    (funding,) = db.session.scalars(select(Funding))
    assert funding.code and funding.words and len(funding.logos) == 2
    paid = [one.facts["funding"] for one in db.session.scalars(select(Certificate)) if one.facts["funding"]]
    assert paid and all(len(one["logos"]) == 2 for one in paid)
    assert db.session.scalar(select(func.count(MessageTemplate.id))) == 2
    one = db.session.scalars(select(Participant).where(Participant.last_name == "Rossellini")).one()
    assert [other.person.last_name for other in alike(one) if other.contacts and other.similar_name] == ["Roselini"]
    return True


def the_day_of_networking_has_answers() -> bool:
    answers = [one.answer for one in db.session.scalars(select(Invitation).where(Invitation.sent_at.is_not(None)))]
    return {Answer.YES, Answer.NO, None} == set(answers)


def the_next_half_year_is_a_draft_with_two_clashes() -> bool:
    """Of the others that may come along, none is an error."""
    published = db.session.scalars(select(Programme).where(Programme.status == ProgrammeStatus.PUBLISHED)).all()
    (draft,) = db.session.scalars(select(Programme).where(Programme.status == ProgrammeStatus.DRAFT))
    assert draft.first_on > max(programme.last_on for programme in published)
    assert draft.closures and draft.editions and all(edition.meetings for edition in draft.editions)
    for programme in [*published, draft]:
        assert programme.most_open_registrations and programme.minimum_people
        assert programme.sign_up_opens_days_before and programme.sign_up_closes_days_before
    assert any(programme.closures for programme in published)
    assert any(edition.is_draft for programme in published for edition in programme.editions)
    found = clashes.clashes_of(draft, draft.editions)
    assert [clash.kind for clash in found if clash.is_error] == ["room"]
    assert "availability" in [clash.kind for clash in found if not clash.is_error]
    return True
