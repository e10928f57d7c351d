"""An ear in the catalogues: which sentences were said in Italian because the language at hand does not have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask_babel import Domain, get_locale


class Ear:
    """The translations of the language at hand, noting what they do not have."""

    def __init__(self, known: Any, missed: set[str]) -> None:
        self.known, self.missed = known, missed

    def ugettext(self, sentence: str) -> str:
        self._note(sentence, sentence)
        return str(self.known.ugettext(sentence))

    def ungettext(self, one: str, many: str, number: int) -> str:
        self._note((one, 0), one)
        return str(self.known.ungettext(one, many, number))

    def _note(self, key: Any, sentence: str) -> None:
        catalogue = getattr(self.known, "_catalog", {})
        if sentence and key not in catalogue and (sentence, 1) not in catalogue:
            self.missed.add(sentence)


@contextmanager
def listening(language: str) -> Iterator[set[str]]:
    """The sentences that were missing in ``language`` while the block spoke it; it fills as pages are rendered."""
    missed: set[str] = set()
    translations_of = Domain.get_translations

    def overheard(domain: Domain) -> Any:
        spoken = translations_of(domain)
        locale = get_locale()
        return Ear(spoken, missed) if locale and locale.language == language else spoken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Domain, "get_translations", overheard)
        yield missed
