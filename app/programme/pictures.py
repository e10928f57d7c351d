"""Pictures that the office shows: kept by their fingerprint, and shown to everybody while something uses them."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import exists, or_, select

from app.db import db
from app.lib.clock import now
from app.lib.pdf import Lent
from app.lib.pictures import Redrawn, redrawn
from app.programme.models import FundingLogo, Partner, Picture


def keep(raw: bytes) -> Picture:
    """The picture that the file ``raw`` shows, drawn anew and kept. Raises UnusablePicture."""
    return keep_drawn(redrawn(raw))


def keep_drawn(drawn: Redrawn) -> Picture:
    """The picture as a record, the same one twice is one.

    It is kept for good: a certificate that shows it must print the same in ten years.
    """
    digest = hashlib.sha256(drawn.content).hexdigest()
    found = db.session.scalars(select(Picture).where(Picture.sha256 == digest)).one_or_none()
    if found is None:
        found = Picture(
            sha256=digest,
            media_type=drawn.media_type,
            width=drawn.width,
            height=drawn.height,
            content=drawn.content,
            created_at=now(),
        )
        db.session.add(found)
        db.session.flush()
    return found


def shown(digest: str) -> Picture | None:
    """The picture of this fingerprint, if a partner or a funding shows it now."""
    used = or_(exists().where(Partner.logo_id == Picture.id), exists().where(FundingLogo.picture_id == Picture.id))
    return db.session.scalars(select(Picture).where(Picture.sha256 == digest, used)).one_or_none()


def lent(digests: Iterable[str]) -> dict[str, Lent]:
    """The pictures of these fingerprints as papers name them: ``pictures/<sha256>``."""
    found = db.session.scalars(select(Picture).where(Picture.sha256.in_(list(digests))))
    return {f"pictures/{one.sha256}": Lent(one.content, one.media_type) for one in found}
