"""The texts of a language as the office reads them, Italian beside it, before it is switched on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel.messages.catalog import Message
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.languages import catalogues
from app.lib.names import folded

PLACES: tuple[tuple[str, LazyString], ...] = (  # where a sentence stands, by the beginning of its file: the first fits
    ("templates/emails/_", _l("In più messaggi")),
    ("templates/emails/", _l("Messaggi")),
    ("templates/programme/", _l("Programma e laboratori")),
    ("templates/home/", _l("Pagine per orientarsi")),
    ("templates/registration/", _l("Iscrizione")),
    ("templates/networking/", _l("Enti e delegati")),
    ("templates/verification/", _l("Verifica degli attestati")),
    ("templates/pdf/", _l("Carte da stampare")),
    ("templates/errors/", _l("Quando qualcosa non va")),
    ("templates/layout", _l("In tutte le pagine")),
    ("templates/components/", _l("In tutte le pagine")),
    ("templates/_", _l("In tutte le pagine")),
    ("templates/", _l("Altre pagine")),
    ("app/programme/built_in_notice", _l("Informativa privacy")),
    ("app/", _l("Moduli, rifiuti, parole che si ripetono")),
)


GAP = re.compile(r"%\((\w+)\)[sd]")
GAP_NAMES: dict[str, LazyString] = {  # what fills a gap, in the reader's language; others by their name in the code
    "body": _l("ente"),
    "code": _l("codice"),
    "count": _l("numero"),
    "day": _l("giorno"),
    "email": _l("e-mail"),
    "end": _l("fine"),
    "hour": _l("ora"),
    "hours": _l("orario"),
    "name": _l("nome"),
    "num": _l("numero"),
    "number": _l("numero"),
    "phone": _l("telefono"),
    "place": _l("luogo"),
    "position": _l("numero"),
    "start": _l("inizio"),
    "title": _l("titolo"),
    "url": _l("indirizzo"),
}


@dataclass(frozen=True)
class Line:
    """A sentence in Italian and its translation, each in one form or more; ``place`` is an index of PLACES."""

    italian: tuple[str, ...]
    translation: tuple[str, ...]
    place: int
    file: str

    @property
    def is_translated(self) -> bool:
        return all(self.translation)

    @property
    def italian_shown(self) -> list[str]:
        return [with_gaps_named(form) for form in self.italian]

    @property
    def translation_shown(self) -> list[str]:
        return [with_gaps_named(form) for form in self.translation]


@dataclass(frozen=True)
class Progress:
    translated: int
    wanted: int

    @property
    def missing(self) -> int:
        return self.wanted - self.translated


def lines(language: str) -> Sequence[Line]:
    """Every sentence of the public, those of one place together, in the order of PLACES."""
    path = catalogues.file_of(language)
    return _lines(language, path.stat().st_mtime_ns) if path.exists() else ()


def progress(language: str) -> Progress:
    found = lines(language)
    return Progress(sum(line.is_translated for line in found), len(found))


def by_place(found: Sequence[Line], words: str = "") -> list[tuple[str, list[Line]]]:
    """The lines in which ``words`` occur, in either language, under the name of the place where they stand."""
    wanted = folded(words)
    groups: dict[str, list[Line]] = {}
    for line in found:
        if wanted in folded(" ".join((*line.italian, *line.translation))):
            groups.setdefault(str(PLACES[line.place][1]), []).append(line)
    return list(groups.items())


@lru_cache(maxsize=16)
def _lines(language: str, _written_at: int) -> Sequence[Line]:
    found = [_line(message) for message in catalogues.sentences(catalogues.kept(language))]
    return tuple(sorted(found, key=lambda line: (line.place, line.file, line.italian)))


def _line(message: Message) -> Line:
    files = catalogues.files_of(message) or ["app/"]
    place, file = min((_place(file), file) for file in files)
    italian = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return Line(italian, tuple(catalogues.strings(message)), place, file)


def with_gaps_named(sentence: str) -> str:
    """«Ci vediamo ‹giorno›»: the sentence with its gaps as somebody reads them who knows no code."""
    return GAP.sub(lambda gap: f"‹{GAP_NAMES.get(gap[1], gap[1])}›", sentence).replace("%%", "%")


def _place(file: str) -> int:
    return next(number for number, (start, _name) in enumerate(PLACES) if file.startswith(start))
