"""The logos of a funding, in the order in which papers show them."""

from typing import Any

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.pictures import Redrawn
from app.programme.list_entries import FUNDINGS
from app.programme.models import Edition, Funding, FundingLogo
from app.programme.pictures import keep_drawn
from app.programme.refusals import TooManyLogos

MOST_LOGOS = 6  # that still can be told apart on the strip of a certificate


def add_logo(funding: Funding, drawn: Redrawn, description: str, *, by: str) -> None:
    """One more, after the others. Raises TooManyLogos."""
    logos = _locked(funding)
    if len(logos) >= MOST_LOGOS:
        raise TooManyLogos(most=MOST_LOGOS)
    funding.logos.append(FundingLogo(picture=keep_drawn(drawn), position=len(logos) + 1, description=description))
    _note(funding, "list.logo_added", description, by)


def describe_logo(logo: FundingLogo, description: str, *, by: str) -> None:
    """Say otherwise what who cannot see it is told."""
    if logo.description != description:
        logo.description = description
        _note(logo.funding, "list.logo_changed", description, by)


def move_logo(logo: FundingLogo, places: int, *, by: str) -> None:
    """Earlier (-1) or later (1); the first and the last stay where they are."""
    logos = _locked(logo.funding)
    place = logos.index(logo)
    wanted = min(max(place + places, 0), len(logos) - 1)
    if wanted != place:
        logos.insert(wanted, logos.pop(place))
        _number(logos)
        _note(logo.funding, "list.logo_moved", logo.description, by)


def remove_logo(logo: FundingLogo, *, by: str) -> None:
    """Off the papers to come; those that were issued keep it."""
    _note(logo.funding, "list.logo_removed", logo.description, by)
    _number([one for one in _locked(logo.funding) if one is not logo])
    db.session.delete(logo)


def on_papers(edition: Edition) -> dict[str, Any] | None:
    """What the papers of ``edition`` say of who pays, as plain JSON; None when nobody does."""
    funding = edition.funding
    if funding is None:
        return None
    return {
        "name": funding.name,
        "code": funding.code,
        "words": funding.words,
        "logos": [
            {
                "sha256": logo.picture.sha256,
                "width": logo.picture.width,
                "height": logo.picture.height,
                "description": logo.description,
            }
            for logo in funding.logos
        ],
    }


def sized(logos: list[dict[str, Any]], strip: float, height: float, gap: float) -> list[dict[str, Any]]:
    """The same logos with the ``mm_width`` and ``mm_height`` at which all fit side by side in a ``strip`` (mm) wide.

    They are as tall as each other, ``height`` mm, unless together they are too wide.
    """
    wide = sum(height * logo["width"] / logo["height"] for logo in logos)
    room = strip - gap * len(logos)
    share = min(1.0, room / wide) if wide else 1.0
    return [
        {
            **logo,
            "mm_height": round(height * share, 2),
            "mm_width": round(height * share * logo["width"] / logo["height"], 2),
        }
        for logo in logos
    ]


def _locked(funding: Funding) -> list[FundingLogo]:
    """Its logos in order, while others who change them wait."""
    db.session.execute(select(Funding.id).where(Funding.id == funding.id).with_for_update())
    return list(funding.logos)


def _number(logos: list[FundingLogo]) -> None:
    for position, logo in enumerate(logos, start=1):
        logo.position = position


def _note(funding: Funding, what: str, description: str, by: str) -> None:
    note(FUNDINGS.about(funding), what, by, name=funding.name, logo=description)
