from flask_babel import gettext as _

from app.journal.note import note
from app.lib.clock import now
from app.programme.clashes import clashes_of
from app.programme.models import Programme, ProgrammeStatus
from app.programme.refusals import NotReady, ProgrammeArchived


def publish(programme: Programme, *, by: str) -> None:
    """Show the half-year to everybody, once its checks pass; publishing twice is publishing once.

    Raises NotReady, with a sentence for every reason, and ProgrammeArchived.
    """
    if programme.is_published:
        return
    if programme.status == ProgrammeStatus.ARCHIVED:
        raise ProgrammeArchived(slug=programme.slug)
    if reasons := reasons_against(programme):
        raise NotReady(reasons="\n".join(reasons))
    programme.status = ProgrammeStatus.PUBLISHED
    programme.published_at = programme.updated_at = now()
    note(f"programme/{programme.slug}", "programme.published", by)


def reasons_against(programme: Programme) -> list[str]:
    """Why the half-year cannot be published as it is: sentences that say what to mend."""
    editions = [edition for edition in programme.editions if not edition.is_cancelled]
    if not editions:
        return [_("%(slug)s non ha nessuna edizione: importa prima il foglio.", slug=programme.slug)]
    return [clash.sentence for clash in clashes_of(programme, editions) if clash.is_error]
