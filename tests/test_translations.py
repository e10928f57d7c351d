"""Italian is the source; English says everything, eight more languages what the public reads, with the same gaps."""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from flask.testing import FlaskClient

from app.languages import catalogues
from app.languages.catalogues import is_translated, sentences, source_of, strings
from app.lib.languages import ALL, ALWAYS, DRAFTED, RIGHT_TO_LEFT, SOURCE
from tests.world import World

pytestmark = pytest.mark.one_database

SPOKEN = [language for language in ALL if language != SOURCE]
GAP = re.compile(r"%\((\w+)\)[sd]")
ISOLATED = re.compile(r"\u2068%\(\w+\)s\u2069")
BARE = {"url"}  # an address is a link: no invisible sign may stick to it
SCRIPTS = {
    "uk": "\u0400-\u04ff",
    "ar": "\u0600-\u06ff",
    "ur": "\u0600-\u06ff",
    "zh": "\u4e00-\u9fff",
    "bn": "\u0980-\u09ff",
}
SAME_EVERYWHERE = {  # sentences that a language has in the same words
    "%(num)d logo",
    "%(minutes)s min",
    "%(num)d persona",
    "Persona %(number)s",
    "Persona %(position)s: %(reason)s",
}


@pytest.fixture(scope="module")
def whole() -> Catalog:
    return catalogues.collected()


@pytest.fixture(scope="module", params=SPOKEN)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def wanted(whole: Catalog, language: str) -> list[Message]:
    """The sentences that the language has to have."""
    return list(sentences(whole if language in ALWAYS else catalogues.for_the_public(whole)))


@pytest.fixture(scope="module")
def kept(language: str) -> Catalog:
    return catalogues.kept(language)


@pytest.fixture(scope="module")
def translated(kept: Catalog) -> list[Message]:
    return [message for message in sentences(kept) if is_translated(message)]


def test_every_sentence_is_translated(wanted: list[Message], kept: Catalog, language: str) -> None:
    missing = [source_of(m) for m in wanted if not (known := kept.get(m.id)) or not is_translated(known)]

    assert not missing, f"run bin/translate, then translate {len(missing)} sentences into {language}: {missing[:5]}"


def test_no_translation_is_left_over(wanted: list[Message], kept: Catalog) -> None:
    said = {source_of(message) for message in wanted}
    left = [source_of(message) for message in sentences(kept) if source_of(message) not in said]

    assert not left, f"run bin/translate: {left[:5]}"


def test_translations_fill_the_same_gaps(translated: list[Message]) -> None:
    wrong = [string for message in translated for string in strings(message) if not same_gaps(message, string)]

    assert not wrong


def test_sentences_that_count_have_all_their_forms(translated: list[Message], kept: Catalog) -> None:
    wrong = [m.id for m in translated if not isinstance(m.id, str) and len(strings(m)) != kept.num_plurals]

    assert not wrong


def test_nothing_is_left_in_italian(translated: list[Message], language: str) -> None:
    if language in SCRIPTS:
        own_letter = re.compile(f"[{SCRIPTS[language]}]")
        left = [
            s for m in translated for s in strings(m) if re.search(r"\w", GAP.sub("", s)) and not own_letter.search(s)
        ]
    else:
        left = [
            s
            for m in translated
            for s in strings(m)
            if s == source_of(m) and " " in s and re.search("[a-z]{3}", GAP.sub("", s))
        ]

    assert not [string for string in left if string not in SAME_EVERYWHERE]


def test_what_fills_a_gap_keeps_its_own_direction(translated: list[Message], language: str) -> None:
    """Between invisible isolates, hours and Italian titles do not turn the words around them."""
    if language in RIGHT_TO_LEFT:
        loose = [
            s
            for m in translated
            for s in strings(m)
            for gap in re.finditer(r".?%\((\w+)\)s.?", s)
            if gap[1] not in BARE and not ISOLATED.search(gap[0])
        ]

        assert not loose, f"write \\u2068%(gap)s\\u2069: {loose[:5]}"


def test_the_public_has_fewer_sentences_than_the_office(whole: Catalog) -> None:
    public = [source_of(message) for message in sentences(catalogues.for_the_public(whole))]

    assert len(public) < len(list(sentences(whole))) / 2
    assert "Vai ai contenuti" in public and "Programma archiviato" not in public


@pytest.mark.parametrize("language", DRAFTED)
def test_an_office_page_is_never_asked_in_a_draft(client: FlaskClient, world: World, language: str) -> None:
    assert '<html lang="it" dir="ltr">' in client.get(f"/ufficio/accesso?lang={language}").text


def test_an_english_page_speaks_english(client: FlaskClient, world: World) -> None:
    page = client.get("/?lang=en").text

    assert "Skip to content" in page and "Vai ai contenuti" not in page


def same_gaps(message: Message, string: str) -> bool:
    """A form for one number alone («one person») may leave the number out."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    gaps = set().union(*(GAP.findall(source) for source in sources))
    may_miss = {"num"} if len(sources) > 1 else set()
    return gaps - may_miss <= set(GAP.findall(string)) <= gaps
