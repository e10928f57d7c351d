import pytest

from app.db import db, transaction
from app.networking import bodies, links
from app.networking.invite import answer, invite, send, withdraw
from app.networking.invited import figures, invited_to
from app.networking.models import Invitation
from app.networking.refusals import AlreadyAnswered, NobodyToInvite, NotANetworkingDay, TooLateToAnswer
from app.outbox import render
from app.outbox.models import Delivery
from app.people.models import Organisation
from app.programme.models import Edition
from app.registration.call_off import cancel_edition, postpone
from app.registration.sign_up import Person, sign_up
from tests.world import World

BY = "office@example.org"


def day(world: World) -> Edition:
    return world.edition(code="NET-1", title="Mattinata di networking", networking=True, seats=5)


def body(name: str, email: str | None = None, phone: str | None = None) -> Organisation:
    with transaction():
        return bodies.keep(None, {"name": name, "email": email, "phone": phone}, by=BY)


def invited(edition: Edition, *organisations: Organisation) -> list[Invitation]:
    with transaction():
        return invite(edition, organisations, by=BY)


def sent(edition: Edition, words: str = "", again: bool = False, everybody: bool = False) -> int:
    with transaction():
        return send(edition, words, again=again, everybody=everybody, by=BY)


def test_a_body_is_on_the_list_once(world: World) -> None:
    edition, oasi = day(world), body("Oasi")

    assert len(invited(edition, oasi, oasi)) == 1
    assert invited(edition, oasi) == []


def test_an_invitation_says_when_where_and_where_to_answer(world: World) -> None:
    edition = day(world)
    invited(edition, body("Oasi", "oasi@example.org"))

    assert sent(edition, "Saremo felici di vedervi.\n\nA presto") == 1

    (message,) = world.mails("invitation")
    text = render.letter(message.kind, message.facts, message.language).text
    (invitation,) = db.session.query(Invitation).all()
    assert message.to_email == "oasi@example.org" and message.announcement.facts["people"] == 1
    assert links.answer_url(invitation) in text and "Saremo felici di vedervi." in text
    assert "giovedì 14 gennaio" in text


def test_who_has_an_invitation_is_not_written_to_again_but_may_be_reminded(world: World) -> None:
    edition = day(world)
    oasi, randstad = invited(edition, body("Oasi", "a@example.org"), body("Randstad", "b@example.org"))
    assert sent(edition) == 2
    with pytest.raises(NobodyToInvite):
        sent(edition)
    with transaction():
        answer(oasi, True, 2, by=BY)

    assert sent(edition, again=True) == 1
    assert [message.to_email for message in world.mails("invitation")][2:] == [randstad.organisation.email]


def test_when_the_day_changes_all_who_were_written_to_can_be_written_to_again(world: World) -> None:
    edition = day(world)
    oasi, _randstad = invited(edition, body("Oasi", "a@example.org"), body("Randstad", "b@example.org"))
    sent(edition)
    with transaction():
        answer(oasi, True, 2, by=BY)
    invited(edition, body("Adecco", "c@example.org"))

    assert sent(edition, everybody=True) == 2
    assert {message.to_email for message in world.mails("invitation")[2:]} == {"a@example.org", "b@example.org"}


def test_a_body_with_only_a_telephone_is_to_be_called(world: World) -> None:
    edition = day(world)
    invited(edition, body("Oasi", phone="+390516543810"))

    sent(edition)

    (message,) = world.mails("invitation")
    assert message.status == Delivery.TO_CALL
    assert "Invita Oasi" in render.call(message.kind, message.facts)


def test_figures_count_who_is_announced_or_signed_up_whichever_is_more(world: World) -> None:
    edition = day(world)
    oasi, randstad, adecco = invited(edition, body("Oasi"), body("Randstad"), body("Adecco"))
    with transaction():
        answer(oasi, True, 3, by=BY)
        answer(randstad, False, 0, by=BY)
    with transaction():
        sign_up(edition.id, Person("Ada", "Lovelace", email="ada@example.org", organisation="Oasi"))
        sign_up(edition.id, Person("Grace", "Hopper", email="g@example.org", organisation="Gi Group"))

    listed = invited_to(edition)
    counted = figures(listed)

    assert [(one.organisation.name, one.signed_up) for one in listed] == [
        ("Adecco", 0),
        ("Gi Group", 1),
        ("Oasi", 1),
        ("Randstad", 0),
    ]
    assert (counted.invited, counted.yes, counted.no, counted.silent, counted.expected) == (3, 1, 1, 1, 4)
    assert adecco.answer is None


def test_who_answered_stays_on_the_list(world: World) -> None:
    (oasi,) = invited(day(world), body("Oasi"))
    with transaction():
        answer(oasi, False, 0, by=BY)

    with pytest.raises(AlreadyAnswered, match="Oasi"), transaction():
        withdraw(oasi, by=BY)


def test_a_day_called_off_takes_no_answer(world: World) -> None:
    edition = day(world)
    (oasi,) = invited(edition, body("Oasi"))
    with transaction():
        cancel_edition(edition, by=BY)

    with pytest.raises(TooLateToAnswer), transaction():
        answer(oasi, True, 1, by="pubblico")


def test_a_day_without_a_date_takes_no_answer_until_it_has_one(world: World) -> None:
    edition = day(world)
    (oasi,) = invited(edition, body("Oasi"))
    with transaction():
        postpone(edition, by=BY)

    with pytest.raises(TooLateToAnswer), transaction():
        answer(oasi, True, 1, by="pubblico")


def test_labs_invite_nobody(world: World) -> None:
    with pytest.raises(NotANetworkingDay, match="CV-1"):
        invited(world.edition(code="CV-1"), body("Oasi"))


@pytest.mark.one_database
def test_lines_are_read_leniently_and_what_is_not_understood_is_named() -> None:
    read, wrong = bodies.read_lines(
        "Oasi; info@example.org\n\nRandstad\nAdecco\ta@example.org\nGi; non-una-mail\n; a@b.it"
    )

    assert read == [("Oasi", "info@example.org"), ("Randstad", None), ("Adecco", "a@example.org")]
    assert wrong == ["Gi; non-una-mail", "; a@b.it"]
