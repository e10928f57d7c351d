"""The catalogues of sentences: collected from code and templates, kept by language, compiled. Run by bin/translate.

English has every sentence; the languages of the public have those that the public reads, each with the files it stands
in, so that the office can read them page by page.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.languages.sentences import is_public
from app.lib.languages import ALL, ALWAYS, DRAFTED, SOURCE

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "app" / "translations"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
WIDTH = 76  # letters


def collected() -> Catalog:
    """Every sentence of code and templates, with the files it stands in (and no line: lines move every day)."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = Catalog(charset="utf-8")
    for name, _line, message, _notes, _context in extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS):
        found.add(message, locations=[(name, 0)])
    return found


def for_the_public(whole: Catalog) -> Catalog:
    """What of a collected catalogue the public reads, with the public's files alone."""
    found = Catalog(charset="utf-8")
    for message in sentences(whole):
        files = [(name, 0) for name in files_of(message) if is_public(name)]
        if files:
            found.add(message.id, locations=files)
    return found


def kept(language: str) -> Catalog:
    """The catalogue of a language as it is on disk; empty before its first."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def write(catalogue: Catalog, language: str, with_files: bool) -> None:
    """Keep a catalogue, and compile it beside."""
    path = file_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=WIDTH,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
            no_location=not with_files,
            include_lineno=False,
        )
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header, in alphabetical order."""
    return iter(sorted((message for message in catalogue if message.id), key=source_of))


def source_of(message: Message) -> str:
    """The Italian sentence; of one that counts, its singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def strings(message: Message) -> list[str]:
    """The translation, or each form of it."""
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def is_translated(message: Message) -> bool:
    return all(strings(message))


def files_of(message: Message) -> list[str]:
    return sorted({name for name, _line in message.locations})


def file_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def main(*wanted: str) -> None:
    """Bring the catalogues up to date: those of the languages wanted, or all."""
    whole = collected()
    public = for_the_public(whole)
    for language in ALL:
        if language != SOURCE and (language in wanted or not wanted):
            catalogue = kept(language)
            catalogue.update(whole if language in ALWAYS else public, no_fuzzy_matching=True)
            write(catalogue, language, with_files=language in DRAFTED)


if __name__ == "__main__":
    main(*sys.argv[1:])
