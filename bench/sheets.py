"""What taking a half-year of 120 editions and 300 meetings out as a sheet costs, and bringing it back.

    .venv/bin/python bench/sheets.py

The half-year is made in a fresh SQLite; seconds of CPU time of this process, the median of five rounds, and the size.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from flask_migrate import upgrade  # noqa: E402

from app import create_app  # noqa: E402
from app.db import db, transaction  # noqa: E402
from app.programme.known import known  # noqa: E402
from app.programme.read_programme import read_upload  # noqa: E402
from app.programme.write_sheet import write_sheet  # noqa: E402
from app.registration.import_preview import clashes_before, look_over  # noqa: E402
from app.registration.import_programme import import_programme  # noqa: E402
from tests.programme import full_half_year  # noqa: E402

ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    taken = []
    for _round in range(ROUNDS):
        db.session.remove()
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(environ={"INSTANCE_PATH": folder})
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            programme = full_half_year.make().id
            sheet = write_sheet(db.session.get_one(full_half_year.Programme, programme))
            print(f"the sheet          {len(sheet) / 1024:6.0f} KB")
            print(f"taken out          {seconds(lambda: write_sheet(_programme(programme))):6.2f} s")
            print(f"read               {seconds(lambda: read_upload('x.xlsx', sheet, known())):6.2f} s")
            print(f"read and imported  {seconds(lambda: _bring_back(sheet)):6.2f} s")
            print(f"looked over        {seconds(lambda: _look_over(sheet)):6.2f} s")
            db.session.remove()
            db.engine.dispose()


def _programme(number: int) -> full_half_year.Programme:
    return db.session.get_one(full_half_year.Programme, number)


def _bring_back(sheet: bytes) -> None:
    draft = read_upload("x.xlsx", sheet, known())
    with transaction():
        assert not import_programme(draft, by="prove").changes


def _look_over(sheet: bytes) -> None:
    draft = read_upload("x.xlsx", sheet, known())
    there = clashes_before(draft.half_year)
    with transaction():
        look_over(import_programme(draft, by="prove"), there)


main()
