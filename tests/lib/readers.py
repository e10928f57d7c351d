"""Two calendars that people use, reading what we send: ical.js (Thunderbird's) and khal."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ICAL_JS = Path(__file__).parent / "read_calendars.mjs"
NODE = shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
KHAL = Path(sys.executable).parent / "khal"
CONFIGURATION = """[calendars]
[[mine]]
path = {folder}/mine
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Rome
default_timezone = Europe/Rome
[sqlite]
path = {folder}/khal.db
"""

Event = dict[str, str | int]


def read_by_ical_js(calendars: list[bytes]) -> list[list[Event]]:
    """The events of each calendar, instants in UTC."""
    texts = json.dumps([content.decode() for content in calendars])
    said = subprocess.run([NODE, ICAL_JS], cwd=ROOT, input=texts, capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    found: list[list[Event]] = json.loads(said.stdout)
    return found


class Khal:
    """A calendar of its own, empty at first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "mine").mkdir(parents=True)
        (folder / "config").write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")

    def take(self, calendars: list[bytes]) -> None:
        """Import these, in order, as somebody who opens the attachments does."""
        for number, content in enumerate(calendars):
            file = self.folder / f"{number:03}.ics"
            file.write_bytes(content)
            self._khal("import", "--batch", "-a", "mine", str(file))

    def shows(self, first: str, last: str) -> list[str]:
        """What is on from one day to another (YYYY-MM-DD): «2027-01-14 09:30 title» lines."""
        shown = self._khal("list", "--format", "{start-date} {start-time} {title}", "--day-format", "", first, last)
        return [line for line in shown.splitlines() if line]

    def _khal(self, *words: str) -> str:
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8", "TZ": "Europe/Rome"}
        command = [str(KHAL), "-c", str(self.folder / "config"), *words]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout
