"""Which sentences the public reads: those that stand in at least one file that does not speak to the office alone."""

from collections.abc import Iterable
from fnmatch import fnmatch

FOR_THE_OFFICE = (  # and for whoever stands at the door with the office's phone
    "*/office/*",
    "*/office.py",
    "*/commands.py",
    "app/attendance/*",
    "app/checkin/*",
    "app/composer/*",
    "app/demo/*",
    "app/inbox/*",
    "app/journal/*",
    "app/languages/*",
    "app/lib/*",
    "app/outbox/*",
    "app/people/forms.py",
    "app/planning/*",
    "app/privacy/*",
    "app/programme/*",
    "app/registration/apply_changes.py",
    "app/registration/bulk_*.py",
    "app/registration/call_off.py",
    "app/registration/change_venue.py",
    "app/registration/correct_person.py",
    "app/registration/fire_limit.py",
    "app/registration/forms/desk.py",
    "app/registration/import_*.py",
    "app/registration/list_of_people.py",
    "app/registration/merge_*.py",
    "app/registration/move_meeting.py",
    "app/registration/read_sign_ups.py",
    "app/registration/reserved.py",
    "app/registration/undo_merge.py",
    "app/reports/*",
    "app/staff/*",
    "app/web/words.py",
    "templates/checkin/*",
    "templates/components/consequences.html",
    "templates/components/contacts.html",
    "templates/components/fill.html",
    "templates/components/pagination.html",
    "templates/components/search.html",
    "templates/emails/*/call.txt",  # what the office says on the telephone
    "templates/layout_door.html",
    "templates/layout_edition.html",
    "templates/layout_office.html",
    "templates/layout_programme.html",
    "templates/outbox/*",
    "templates/pdf/certificate.html",  # in Italian for everybody: it goes to employers
    "templates/pdf/register_sheet.html",
)
YET_FOR_EVERYBODY = (
    "app/lib/addresses.py",
    "app/programme/built_in_notice.py",
    "app/programme/feed.py",
    "app/programme/filter_words.py",
    "app/programme/models/*",
    "app/programme/open_graph.py",
    "app/programme/preview_drawing.py",
    "app/programme/views/*",
)


def is_public(file: str) -> bool:
    """Whether what stands in ``file``, a path from the root of the project, may be read by the public."""
    return _among(file, YET_FOR_EVERYBODY) or not _among(file, FOR_THE_OFFICE)


def _among(file: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(file, pattern) for pattern in patterns)
