"""How other people's calendars read ours: Thunderbird's parser, khal and vobject, each on its own."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import vobject

from app.lib.clock import ROME

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
KHAL_SETTINGS = """
[calendars]
[[none]]
path = {folder}/none
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Rome
default_timezone = Europe/Rome
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class Seen(NamedTuple):
    """One event as a calendar shows it; instants in UTC."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str


def seen_by_ical_js(content: bytes) -> list[Seen]:
    environ = os.environ | {"PATH": f"{os.environ.get('PATH', '')}:{BIN}"}  # the Node of PyPI, where there is no other
    read = subprocess.run(
        ["node", str(HERE / "ical_js_reader.mjs")], input=content, env=environ, capture_output=True, check=True
    )
    return sorted(
        Seen(uid, *(datetime.fromisoformat(time).astimezone(UTC) for time in (start, end)), title)
        for uid, start, end, title in json.loads(read.stdout)
    )


def seen_by_khal(content: bytes, folder: Path) -> list[Seen]:
    (folder / "none").mkdir(exist_ok=True)
    (folder / "khal.conf").write_text(KHAL_SETTINGS.format(folder=folder))
    (folder / "feed.ics").write_bytes(content)
    how = "{uid}|{start-long-full}|{end-long-full}|{title}"
    shown = subprocess.run(
        [BIN / "khal", "-c", folder / "khal.conf", "printics", "-f", how, folder / "feed.ics"],
        env=os.environ | {"COLUMNS": "500", "HOME": str(folder)},
        capture_output=True,
        check=True,
        text=True,
    )
    lines = [line.split("|", 3) for line in shown.stdout.splitlines() if line.count("|") >= 3]
    return sorted(
        Seen(uid, *(datetime.fromisoformat(time).replace(tzinfo=ROME).astimezone(UTC) for time in (start, end)), title)
        for uid, start, end, title in lines
    )


def seen_by_vobject(content: bytes) -> list[Seen]:
    return sorted(
        Seen(event.uid.value, *(end.value.astimezone(UTC) for end in (event.dtstart, event.dtend)), event.summary.value)
        for event in vobject.readOne(content.decode()).vevent_list
    )
