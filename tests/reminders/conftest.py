import pytest

from app.programme.models import Edition
from tests.reminders.hours import A_LAB
from tests.world import World


@pytest.fixture
def edition(world: World) -> Edition:
    return world.edition(meetings=A_LAB)
