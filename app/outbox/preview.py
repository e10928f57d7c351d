"""A mail on a page as its reader sees it: the HTML in a frame that can do nothing, the calendar in words."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response

from app.outbox.compose import PICTURE

FRAMED_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox"
)


@dataclass(frozen=True)
class CalendarEntry:
    """What a calendar part says of one event, as it is written there."""

    summary: str
    start: str
    end: str
    location: str
    status: str
    sequence: str


def framing(page: Response, policy: Mapping[str, str]) -> Response:
    """``page`` with the site's ``policy`` and leave to show a frame of this site."""
    wider = {**policy, "frame-src": "'self'"}
    page.headers["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in wider.items())
    return page


def framed(html: str, picture: bytes | None) -> Response:
    """A mail's HTML to be shown in a frame, its picture drawn in; it can run, load and send nothing."""
    if picture:
        html = html.replace(f"cid:{PICTURE}", f"data:image/png;base64,{b64encode(picture).decode()}")
    answer = make_response(html)
    answer.headers["Content-Security-Policy"] = FRAMED_POLICY
    return answer


def entries(calendar: bytes) -> list[CalendarEntry]:
    """The events of a calendar part, for people."""
    lines = calendar.decode("utf-8", "replace").replace("\r\n ", "").split("\r\n")
    found: list[CalendarEntry] = []
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        name = name.partition(";")[0]
        if line == "BEGIN:VEVENT":
            fields = {}
        elif line == "END:VEVENT":
            found.append(_entry(fields))
        else:
            fields.setdefault(name, value.replace("\\n", " ").replace("\\", ""))
    return found


def _entry(fields: dict[str, str]) -> CalendarEntry:
    return CalendarEntry(
        summary=fields.get("SUMMARY", ""),
        start=_moment(fields.get("DTSTART", "")),
        end=_moment(fields.get("DTEND", "")),
        location=fields.get("LOCATION", ""),
        status=fields.get("STATUS", ""),
        sequence=fields.get("SEQUENCE", "0"),
    )


def _moment(text: str) -> str:
    """«20270114T093000» as «14/01/2027, 9:30»."""
    if len(text) < 13:
        return text
    return f"{text[6:8]}/{text[4:6]}/{text[:4]}, {int(text[9:11])}:{text[11:13]}"
