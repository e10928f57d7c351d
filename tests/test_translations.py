"""Italian is the source; English is complete, and says the same gaps."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from tests.world import World

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
GAP = re.compile(r"%\((\w+)\)")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "app/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


def said() -> set[str | tuple[str, ...]]:
    """Every sentence of code and templates, as the catalogues name it."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS)
    return {
        message if isinstance(message, str) else tuple(message) for _file, _line, message, _notes, _context in found
    }


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_sentence_has_its_english(english: Catalog) -> None:
    missing = [sentence for sentence in said() if not (m := english.get(sentence)) or not all(strings(m))]

    assert not missing, f"run bin/translate, then translate {len(missing)} sentences: {missing[:5]}"


def test_no_translation_is_left_over(english: Catalog) -> None:
    spoken = {sentence if isinstance(sentence, str) else sentence[0] for sentence in said()}
    left = [m.id for m in english if m.id and (m.id if isinstance(m.id, str) else m.id[0]) not in spoken]

    assert not left, f"run bin/translate: {left[:5]}"


def test_translations_fill_the_same_gaps(english: Catalog) -> None:
    wrong = []
    for message in english:
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        gaps = set().union(*(GAP.findall(source) for source in sources))
        wrong += [string for string in strings(message) if string and not set(GAP.findall(string)) <= gaps]

    assert not wrong


def test_an_english_page_speaks_english(client: FlaskClient, world: World) -> None:
    page = client.get("/?lang=en").text

    assert "Skip to content" in page and "Vai ai contenuti" not in page
