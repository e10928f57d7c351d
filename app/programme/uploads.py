"""Spreadsheets that are kept while somebody looks them over before they are imported."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from app.db import db
from app.lib.clock import now
from app.lib.codes import random_code
from app.programme.models import SheetUpload

UPLOAD_KEPT = timedelta(hours=24)


def keep(file_name: str, content: bytes, *, by: str) -> SheetUpload:
    """Keep the file under a key that nobody can guess."""
    upload = SheetUpload(key=random_code().lower(), file_name=file_name, content=content, by=by, created_at=now())
    db.session.add(upload)
    db.session.flush()
    return upload


def kept(key: str) -> SheetUpload | None:
    """The file of this key; None when there is none, or its time is up."""
    young = (SheetUpload.key == key) & (SheetUpload.created_at > now() - UPLOAD_KEPT)
    return db.session.scalars(select(SheetUpload).where(young)).one_or_none()


def lock(upload: SheetUpload) -> None:
    """Let whoever imports the same file at the same time wait for the end of this transaction."""
    db.session.execute(update(SheetUpload).where(SheetUpload.id == upload.id).values(by=SheetUpload.by))


def forget_old() -> None:
    """Delete the files whose time is up."""
    db.session.execute(delete(SheetUpload).where(SheetUpload.created_at <= now() - UPLOAD_KEPT))
