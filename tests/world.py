"""The world of the tests: a small cast with names, and one line to arrange anything."""

from datetime import date, time
from itertools import count

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, transaction
from app.lib.clock import from_rome, now
from app.lib.names import folded, slug
from app.outbox.models import OutboxMessage
from app.programme.models import Edition, Lab, Meeting, NetworkingDay, Programme, Room, Theme, Venue
from app.registration.models import Registration, Source
from app.registration.sign_up import Person, sign_up
from app.staff import accounts, sessions
from app.staff.models import Role, Staff

PASSWORD = "una password da prove"
CAST = {
    "ada": Person("Ada", "Lovelace", email="ada@example.org"),
    "grace": Person("Grace", "Hopper", email="grace@example.org"),
    "alan": Person("Alan", "Turing", phone="+390516543810"),
    "olena": Person("Olena", "Kovalenko", email="olena@example.org", language="uk"),
    "nicolo": Person("Nicolò", "D’Angelo", email="famiglia@example.org", phone="+393331302255"),
}
A_MEETING = (date(2027, 1, 14), time(9, 30), time(12, 30))


class World:
    def __init__(self, app: Flask) -> None:
        self.app = app
        self._numbers = count(1)

    def programme(self, slug: str = "2027-1", published: bool = True) -> Programme:
        """The half-year of this slug, made at its first mention."""
        found = db.session.scalars(select(Programme).where(Programme.slug == slug)).one_or_none()
        if found:
            return found
        year, half = int(slug[:4]), int(slug[5:])
        first, last = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
        with transaction() as session:
            found = Programme(
                slug=slug,
                title=f"Programma {slug}",
                first_on=first,
                last_on=last,
                status="published" if published else "draft",
                published_at=now() if published else None,
                updated_at=now(),
            )
            session.add(found)
        return found

    def venue(
        self, name: str = "Sportello Lavoro", room: str | None = "Sala incontri", **facts: object
    ) -> tuple[Venue, Room | None]:
        found = db.session.scalars(select(Venue).where(Venue.name_key == folded(name))).one_or_none()
        if found:
            return found, next(iter(found.rooms), None)
        with transaction() as session:
            facts = {"address": "Vicolo Bolognetti 2", "municipality": "Bologna", "is_step_free": True} | facts
            found = Venue(name=name, name_key=folded(name), **facts)
            if room:
                found.rooms = [Room(name=room, name_key=folded(room), seats=30, fire_limit=40)]
            session.add(found)
        return found, next(iter(found.rooms), None)

    def edition(
        self,
        seats: int = 10,
        title: str = "Il curriculum che si fa leggere",
        code: str | None = None,
        meetings: list[tuple[date, time, time]] | None = None,
        networking: bool = False,
        reserved: bool = False,
        programme: str = "2027-1",
        theme: str = "Curriculum e candidature",
        **facts: object,
    ) -> Edition:
        """An edition of a published half-year, open for sign-up; by default one meeting on Thursday 14 January 2027."""
        half_year = self.programme(programme)
        venue, room = self.venue()
        code = code or f"CV-{next(self._numbers)}"
        kind = NetworkingDay if networking else Lab
        with transaction() as session, session.no_autoflush:
            same_theme = session.scalars(select(Theme).where(Theme.slug == slug(theme))).one_or_none()
            activity = session.scalars(select(kind).where(kind.title_key == folded(title))).one_or_none() or kind(
                title=title,
                title_key=folded(title),
                is_reserved=reserved,
                theme=same_theme or Theme(name=theme, slug=slug(theme)),
            )
            edition = Edition(
                programme_id=half_year.id,
                activity=activity,
                code=code,
                slug=code.lower(),
                seats=seats,
                ticket_key=f"{code} key".encode().ljust(32, b"."),
                updated_at=now(),
                **facts,
            )
            edition.meetings = [
                Meeting(
                    venue_id=venue.id,
                    room_id=room.id if room else None,
                    starts_at=from_rome(day, start),
                    ends_at=from_rome(day, end),
                )
                for day, start, end in meetings or [A_MEETING]
            ]
            session.add(edition)
        return edition

    def three_meetings(self, **facts: object) -> Edition:
        """A lab of three meetings of three hours, on 26 and 28 January and 2 February 2027."""
        days = [date(2027, 1, 26), date(2027, 1, 28), date(2027, 2, 2)]
        facts = {"title": "Cercare lavoro online", "code": "WEB-1"} | facts
        return self.edition(meetings=[(day, time(9, 30), time(12, 30)) for day in days], **facts)  # type: ignore[arg-type]

    def person(self, who: str) -> Person:
        """One of the cast, or somebody new with an address of their own."""
        return CAST.get(who) or Person(who.capitalize(), "Rossi", email=f"{slug(who)}@example.org")

    def sign_up(self, edition: Edition, who: str = "ada", source: Source = Source.WEB) -> Registration:
        with transaction():
            return sign_up(edition.id, self.person(who), source=source)

    def mails(self, kind: str | None = None) -> list[OutboxMessage]:
        found = select(OutboxMessage).order_by(OutboxMessage.id)
        return list(db.session.scalars(found.where(OutboxMessage.kind == kind) if kind else found))

    def staff(self, role: Role = Role.OFFICE, email: str | None = None) -> Staff:
        email = email or f"{role}@example.org"
        found = db.session.scalars(select(Staff).where(Staff.email == email)).one_or_none()
        if found is None:
            with transaction():
                found = accounts.add(email, role, PASSWORD, by="prove")
        return found

    def grant(self, staff: Staff, about: str) -> None:
        """Let a facilitator see what ``about`` names."""
        with transaction():
            accounts.grant(staff, about, by="prove")

    def signed_in(self, role: Role = Role.OFFICE) -> FlaskClient:
        """A browser in which a member of staff of this role is signed in; its forms need no CSRF token."""
        staff = self.staff(role)
        with transaction():
            token = sessions.begin(staff)
        client = self.app.test_client()
        client.set_cookie(sessions.COOKIE, token)
        return client
