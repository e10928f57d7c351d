"""The office's versions of the privacy notice: what somebody may have read is never changed again."""

from sqlalchemy import select

from app.db import db
from app.journal.note import note
from app.lib.clock import now
from app.programme import built_in_notice
from app.programme.models import PrivacyNotice, Programme, ProgrammeStatus
from app.registration.models import Registration
from app.registration.refusals import NoticeInUse, NoticeRead, VersionTaken

Texts = dict[str, str]  # by language


def add_notice(version: str, texts: Texts, *, by: str) -> PrivacyNotice:
    """A new version, that no half-year has chosen yet. Raises VersionTaken."""
    _refuse_taken(version)
    notice = PrivacyNotice(version=version, texts=_filled(texts), created_at=now())
    db.session.add(notice)
    db.session.flush()
    note(about(notice), "privacy.notice_added", by, version=version)
    return notice


def change_notice(notice: PrivacyNotice, version: str, texts: Texts, *, by: str) -> None:
    """Correct a version before anybody has read it. Raises NoticeRead, VersionTaken."""
    db.session.refresh(notice, with_for_update=True)
    if may_have_been_read(notice):
        raise NoticeRead(version=notice.version)
    if version != notice.version:
        _refuse_taken(version)
    if (notice.version, notice.texts) != (version, _filled(texts)):
        notice.version, notice.texts = version, _filled(texts)
        note(about(notice), "privacy.notice_changed", by, version=version)


def remove_notice(notice: PrivacyNotice, *, by: str) -> None:
    """Delete a version that nobody has read and no half-year has chosen. Raises NoticeRead, NoticeInUse."""
    db.session.refresh(notice, with_for_update=True)
    if may_have_been_read(notice):
        raise NoticeRead(version=notice.version)
    if chosen := chosen_by(notice):
        raise NoticeInUse(version=notice.version, slugs=", ".join(programme.slug for programme in chosen))
    note(about(notice), "privacy.notice_removed", by, version=notice.version)
    db.session.delete(notice)


def may_have_been_read(notice: PrivacyNotice) -> bool:
    """Whether a public half-year shows it, or somebody has signed up with it."""
    shown = select(Programme.id).where(
        Programme.privacy_notice_id == notice.id, Programme.status != ProgrammeStatus.DRAFT
    )
    signed = select(Registration.id).where(Registration.privacy_version == notice.version)
    return any(db.session.scalar(found.limit(1)) is not None for found in (shown, signed))


def chosen_by(notice: PrivacyNotice) -> list[Programme]:
    """The half-years that have chosen it, drafts too."""
    chosen = select(Programme).where(Programme.privacy_notice_id == notice.id).order_by(Programme.slug)
    return list(db.session.scalars(chosen))


def last_notice() -> PrivacyNotice | None:
    """The version written last: a new one starts from its words."""
    return db.session.scalars(select(PrivacyNotice).order_by(PrivacyNotice.id.desc()).limit(1)).first()


def next_version() -> str:
    """«2027-01», from today's month; with a number behind it when the month has one already."""
    month, number = f"{now():%Y-%m}", 1
    version = month
    while is_taken(version):
        number += 1
        version = f"{month}.{number}"
    return version


def is_taken(version: str) -> bool:
    """Whether some notice bears this version already."""
    same = select(PrivacyNotice.id).where(PrivacyNotice.version == version).limit(1)
    return version == built_in_notice.VERSION or db.session.scalar(same) is not None


def public_notice(version: str) -> PrivacyNotice | None:
    """The notice of this version, if it is anybody's to read: what nobody has published yet is not."""
    found = db.session.scalars(select(PrivacyNotice).where(PrivacyNotice.version == version)).one_or_none()
    return found if found and may_have_been_read(found) else None


def about(notice: PrivacyNotice) -> str:
    """How the journal names it."""
    return f"notice/{notice.id}"


def _filled(texts: Texts) -> Texts:
    return {language: text for language, text in texts.items() if text}


def _refuse_taken(version: str) -> None:
    if is_taken(version):
        raise VersionTaken(version=version)
