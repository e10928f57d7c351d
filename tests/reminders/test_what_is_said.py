"""What reminders say, and to whom."""

from datetime import UTC, date, datetime, time

from app.attendance.close import close
from app.attendance.record import record
from app.db import transaction
from app.lib import clock
from app.programme.models import Edition, Facilitator
from app.reminders.judge import judge_due
from app.reminders.models import Judgement
from tests.reminders.hours import on, reminded
from tests.world import World


def test_each_later_meeting_has_its_day_before(world: World) -> None:
    edition = world.three_meetings()
    world.sign_up(edition, "ada")
    for day, month in ((25, 1), (27, 1), (1, 2)):
        with on(day, 17, month=month):
            assert judge_due()[Judgement.SAID] == 1

    mails = world.mails("day_before")
    assert [mail.facts["meetings"][0]["starts_at"][:10] for mail in mails] == ["2027-01-26", "2027-01-28", "2027-02-02"]
    assert all(len(mail.facts["meetings"]) == 1 for mail in mails)


def test_who_leads_speaks_if_it_is_a_person(world: World, edition: Edition) -> None:
    world.sign_up(edition, "ada")
    with transaction():
        edition.facilitators = [
            Facilitator(name="Marta Neri", name_key="marta neri", is_person=True),
            Facilitator(name="Referente aziendale", name_key="referente aziendale"),
        ]
    with on(27, 17):
        judge_due()
    assert world.mails("day_before")[0].facts["voices"] == ["Marta Neri"]


def test_who_can_only_be_called_is_not_called_to_be_reminded(world: World, edition: Edition) -> None:
    world.sign_up(edition, "alan")
    with on(21, 10):
        assert judge_due() == {Judgement.UNREACHABLE: 1}
    assert reminded(world) == []


def test_who_did_not_come_hears_a_kind_word_once_the_registers_are_closed(world: World, edition: Edition) -> None:
    ada, grace = world.sign_up(edition, "ada"), world.sign_up(edition, "grace")
    other = world.edition(meetings=[(date(2027, 2, 18), time(9, 30), time(12, 30))])
    with on(30, 10):
        assert Judgement.SAID not in judge_due(), "the registers are open: who came may still be written in"
        with transaction():
            record(ada, edition.meetings[0], 180, "firma sul foglio", "ufficio")
            close(edition, "ufficio")
        assert judge_due() == {Judgement.SAID: 1, Judgement.NEEDLESS: 1}

    (mail,) = world.mails("absent")
    assert mail.to_email == grace.email
    assert [one["url"].rsplit("/")[-1] for one in mail.facts["other_dates"]] == [other.slug]


def test_the_hour_is_rome_s_when_the_clocks_change(world: World) -> None:
    edition = world.edition(meetings=[(date(2027, 4, 1), time(9, 30), time(12, 30))])
    world.sign_up(edition, "ada")
    with clock.at(datetime(2027, 3, 25, 7, 59, tzinfo=UTC)):
        assert judge_due() == {}
    with clock.at(datetime(2027, 3, 25, 8, 0, tzinfo=UTC)):  # winter still: nine in Rome
        assert judge_due() == {Judgement.SAID: 1}
    with clock.at(datetime(2027, 3, 30, 7, 30, tzinfo=UTC)):  # 48 hours before 9:30 in summer
        assert judge_due() == {Judgement.SAID: 1}
