from pathlib import Path

import pytest
from huey import PostgresHuey, RedisHuey, SqliteHuey

from app.jobs import open_queue

pytestmark = pytest.mark.one_database


def test_the_queue_is_the_one_that_its_address_names(tmp_path: Path, postgres_url: str) -> None:
    opened = {
        RedisHuey: open_queue("redis://127.0.0.1:6379/0"),  # it connects at its first alarm
        SqliteHuey: open_queue(f"sqlite:///{tmp_path}/queue.db"),
        PostgresHuey: open_queue(postgres_url.replace("+psycopg", "")),
    }

    for kind, queue in opened.items():
        assert type(queue) is kind
        queue.storage.close()
