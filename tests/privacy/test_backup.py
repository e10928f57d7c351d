from pathlib import Path

from tests.journeys.half_year import an_open_edition, fresh_database
from tests.servers import command


def test_a_copy_can_be_put_back(database: str, postgres_url: str, tmp_path: Path) -> None:
    """What was there when the copy was made is there again after everything has been lost."""
    with fresh_database(database, postgres_url, tmp_path / "one") as lived:
        an_open_edition(lived, seats=3)
        copied = command("backup", str(tmp_path / "copy.tar.gz"), environ=lived)
    with fresh_database(database, postgres_url, tmp_path / "two") as empty:
        refused = command("restore", str(tmp_path / "copy.tar.gz"), environ=empty)
        restored = command("restore", str(tmp_path / "copy.tar.gz"), "--replace", environ=empty)
        listed = command("programme", "list", environ=empty)

    assert copied.returncode == 0, copied.stderr
    assert refused.returncode == 2 and "--replace" in refused.stderr
    assert restored.returncode == 0, restored.stderr
    assert "2027-1" in listed.stdout
