from datetime import datetime

import pytest

from app.db import transaction
from app.lib import clock
from app.networking.delegates import name_delegate, substitute, withdraw_delegate
from app.networking.models import THE_BODY
from app.networking.refusals import NotTheirDelegate
from app.registration.delegates import GaveUpAlready
from app.registration.invite import uid_of
from app.registration.models import Status
from app.registration.refusals import AlreadyAdmitted
from app.registration.units import position
from tests.networking.conftest import BY, Morning, person, statuses
from tests.world import World


def test_a_swap_kills_the_old_ticket_and_never_frees_the_seat(world: World) -> None:
    morning = Morning(world, seats=1)
    oasi, gi = morning.invited("Oasi"), morning.invited("Gi")
    (ada,) = morning.enrols(oasi, person("Ada", "ada@example.org"))
    (lea,) = morning.enrols(gi, person("Lea"))

    with transaction():
        eva = substitute(oasi, ada, person("Eva", "eva@example.org"), by=THE_BODY)

    assert statuses([ada, eva, lea]) == ["cancelled", "confirmed", "waiting"]
    assert eva.ticket_code != ada.ticket_code and uid_of(eva) != uid_of(ada)
    told = {mail.to_email: mail.calendar_method for mail in world.mails() if mail.kind in ("cancelled", "confirmed")}
    assert (told["ada@example.org"], told["eva@example.org"]) == ("CANCEL", "REQUEST")
    assert (morning.edition.confirmed_count, morning.edition.waiting_count) == (1, 1)


def test_whoever_comes_instead_of_one_who_waits_keeps_the_turn(world: World) -> None:
    morning = Morning(world, seats=10, most=1)
    oasi = morning.invited("Oasi")
    _ada, eva, ugo = morning.enrols(oasi, person("Ada"), person("Eva"), person("Ugo"))

    with transaction():
        lea = substitute(oasi, eva, person("Lea"), by=THE_BODY)

    assert (position(lea), position(ugo)) == (1, 2)
    assert morning.edition.waiting_count == 2


def test_who_came_or_gave_up_is_not_substituted(morning: Morning) -> None:
    oasi = morning.invited("Oasi")
    ada, eva = morning.enrols(oasi, person("Ada"), person("Eva"))
    with transaction():
        withdraw_delegate(oasi, ada, by=THE_BODY)
        eva.admitted_at = clock.now()

    with pytest.raises(GaveUpAlready), transaction():
        substitute(oasi, ada, person("Lea"), by=THE_BODY)
    with pytest.raises(AlreadyAdmitted), transaction():
        substitute(oasi, eva, person("Lea"), by=BY)


def test_another_bodys_delegates_are_out_of_reach(morning: Morning) -> None:
    oasi, gi = morning.invited("Oasi"), morning.invited("Gi")
    (ada,) = morning.enrols(oasi, person("Ada"))

    for act in (
        lambda: substitute(gi, ada, person("Lea"), by=THE_BODY),
        lambda: withdraw_delegate(gi, ada, by=THE_BODY),
        lambda: name_delegate(gi, ada, person("Lea"), by=THE_BODY),
    ):
        with pytest.raises(NotTheirDelegate), transaction():
            act()


def test_an_offer_goes_to_whoever_comes_instead(world: World) -> None:
    morning = Morning(world, seats=1)
    oasi, gi = morning.invited("Oasi"), morning.invited("Gi")
    (ada,) = morning.enrols(oasi, person("Ada"))
    (lea,) = morning.enrols(gi, person("Lea"))
    with clock.at(datetime(2027, 1, 13, 9, tzinfo=clock.ROME)):
        with transaction():
            withdraw_delegate(oasi, ada, by=THE_BODY)
        until = lea.offer_until
        with transaction():
            eva = substitute(gi, lea, person("Eva"), by=THE_BODY)

    assert (eva.status, eva.offer_until, lea.status) == (Status.OFFERED, until, Status.CANCELLED)
    assert (morning.edition.offered_count, morning.edition.waiting_count) == (1, 0)
    assert world.mails("offered")[-1].about == eva.about
