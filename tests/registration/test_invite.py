import re
from datetime import timedelta

from flask import Flask

from app.db import transaction
from app.lib.clock import now
from app.programme.models import Meeting
from app.registration import told
from app.registration.cancel import cancel
from app.registration.invite import download, invite, uid_of
from app.registration.links import token_of
from app.registration.models import Registration
from tests.lib.libical import faults_found_by_libical
from tests.world import World


def field(content: bytes, name: str) -> list[str]:
    lines = re.sub(r"\r\n[ \t]", "", content.decode()).split("\r\n")
    return [line.split(":", 1)[1] for line in lines if re.match(f"{name}[:;]", line)]


def test_one_meeting_is_an_invitation_to_one_address(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")

    content, method, uid = invite(registration)

    assert method == "REQUEST" and field(content, "METHOD") == ["REQUEST"]
    assert field(content, "UID") == [uid] == [uid_of(registration)]
    assert field(content, "ATTENDEE") == ["mailto:ada@example.org"]
    assert field(content, "ORGANIZER") == ["mailto:bussola@example.org"]
    assert field(content, "SUMMARY") == ["Il curriculum che si fa leggere"]
    assert field(content, "CLASS") == ["PRIVATE"] and field(content, "TRIGGER") == ["-P1D"]


def test_the_uid_names_the_registration_proves_itself_and_stays(world: World, app: Flask) -> None:
    registration = world.sign_up(world.edition(), "ada")
    uid = uid_of(registration)
    with transaction():
        cancel(registration)
    again = world.sign_up(registration.edition, "ada")

    assert re.fullmatch(r"r-[0-9a-z]{16}-[0-9a-z]{16}@127\.0\.0\.1", uid)
    assert registration.public_id.lower() in uid
    assert invite(registration)[2] == uid
    assert uid_of(again) != uid, "a new registration is a new entry"
    app.config["SECRET_KEY"], kept = "another secret of the tests", app.config["SECRET_KEY"]
    assert uid_of(registration) != uid
    app.config["SECRET_KEY"] = kept


def test_no_secret_goes_into_a_calendar_that_others_may_see(world: World) -> None:
    registration = world.sign_up(world.three_meetings(), "ada")

    for content in (invite(registration)[0], download(registration)):
        words = re.sub(r"\r\n[ \t]", "", content.decode()).upper()
        assert registration.ticket_code not in words
        assert token_of(registration).upper() not in words
        assert "LOVELACE" not in words


def test_the_download_is_the_same_entry_without_answers(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")

    content = download(registration)

    assert field(content, "METHOD") == ["PUBLISH"]
    assert field(content, "UID") == [uid_of(registration)]
    assert field(content, "ATTENDEE") == []
    assert faults_found_by_libical(content) == []


def test_giving_up_several_meetings_strikes_out_each(world: World) -> None:
    registration = world.sign_up(world.three_meetings(), "ada")
    given = field(invite(registration)[0], "UID")
    with transaction():
        cancel(registration)

    content, method, _ = invite(registration)

    assert method == "PUBLISH"
    assert field(content, "UID") == given
    assert field(content, "STATUS") == ["CANCELLED"] * 3 and field(content, "SEQUENCE") == ["1"] * 3
    assert all(summary.startswith("ANNULLATO: ") for summary in field(content, "SUMMARY"))
    assert faults_found_by_libical(content) == []


def test_a_cancelled_edition_withdraws_the_invitation(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")
    with transaction():
        registration.edition.cancelled_at = now()

    content, method, uid = invite(registration)

    assert (method, uid) == ("CANCEL", uid_of(registration))
    assert faults_found_by_libical(content) == []


def test_a_meeting_called_off_is_struck_out_and_the_others_stay(world: World) -> None:
    registration = world.sign_up(world.three_meetings(), "ada")
    before = told.places_and_times(registration.edition)
    with transaction():
        registration.edition.meetings[1].cancelled_at = now()

    content, _, _ = invite(registration, before)

    called_off = uid_of(registration, before[1]["meeting"])
    states = dict(zip(field(content, "UID"), field(content, "STATUS"), strict=True))
    assert states.pop(called_off) == "CANCELLED"
    assert list(states.values()) == ["CONFIRMED", "CONFIRMED"]
    assert faults_found_by_libical(content) == []


def test_who_comes_after_it_was_called_off_never_hears_of_it(world: World) -> None:
    registration = world.sign_up(world.three_meetings(), "ada")
    with transaction():
        registration.edition.meetings[1].cancelled_at = now()

    assert field(invite(registration)[0], "STATUS") == ["CONFIRMED", "CONFIRMED"]


def test_when_one_meeting_becomes_two_the_single_invitation_is_struck_out(world: World) -> None:
    registration = world.sign_up(world.edition(), "ada")
    before = told.places_and_times(registration.edition)
    first = registration.edition.meetings[0]
    with transaction():
        starts_at, ends_at = first.starts_at + timedelta(days=7), first.ends_at + timedelta(days=7)
        registration.edition.meetings.append(
            Meeting(venue_id=first.venue_id, room_id=first.room_id, starts_at=starts_at, ends_at=ends_at)
        )

    content, method, _ = invite(registration, before)

    assert method == "PUBLISH"
    assert statuses(content, registration) == {"the single one": "CANCELLED", "one of several": "CONFIRMED"}


def test_when_of_several_meetings_one_is_left_the_others_are_struck_out_and_it_goes_on_as_one(world: World) -> None:
    registration = world.sign_up(world.three_meetings(), "ada")
    before = told.places_and_times(registration.edition)
    with transaction():
        registration.edition.meetings[:] = registration.edition.meetings[:1]
        registration.calendar_sequence += 1

    content, method, _ = invite(registration, before)

    states = dict(zip(field(content, "UID"), field(content, "STATUS"), strict=True))
    assert method == "PUBLISH" and states.pop(uid_of(registration)) == "CONFIRMED"
    assert states == {uid_of(registration, line["meeting"]): "CANCELLED" for line in before}
    assert field(download(registration), "UID") == field(invite(registration)[0], "UID") == [uid_of(registration)]
    assert faults_found_by_libical(content) == []


def statuses(content: bytes, registration: Registration) -> dict[str, str]:
    single = uid_of(registration)
    found = zip(field(content, "UID"), field(content, "STATUS"), strict=True)
    return {"the single one" if uid == single else "one of several": status for uid, status in found}


def test_a_reserved_lab_is_any_meeting_to_a_calendar(world: World) -> None:
    registration = world.sign_up(world.edition(title="Legge 68/99", code="L68-1", reserved=True), "ada")

    for content in (invite(registration)[0], download(registration)):
        assert field(content, "SUMMARY") == ["Incontro della Bussola del lavoro"]
        assert field(content, "URL") == [] and b"l68" not in content.lower()
