"""Who pays, in the office; and the papers that say so."""

from flask.testing import FlaskClient
from sqlalchemy import select

from app.attendance.register_sheet import register_sheet
from app.certificates import render
from app.db import db, transaction
from app.lib.pictures import LARGEST_FILE, redrawn
from app.programme import funding_logos
from app.programme.models import Edition, Funding
from tests.certificates.test_paper import certificate_for
from tests.papers import page_count, silent_press, text
from tests.programme.drawings import body, picture, upload
from tests.world import World

LIST = "/ufficio/finanziamenti/"


def funding() -> Funding:
    db.session.expire_all()
    return db.session.scalars(select(Funding)).one()


def descriptions() -> list[str]:
    return [logo.description for logo in funding().logos]


def with_logos(world: World, *descriptions: str) -> FlaskClient:
    client = world.signed_in()
    client.post(f"{LIST}nuovo", data={"name": "PN Metro Plus", "code": "BO4.4.11", "words": "Finanziato dall’Europa."})
    for number, description in enumerate(descriptions):
        logo = upload(content=picture(size=(200 + number, 100)))
        client.post(f"{LIST}1/loghi", data={"description": description, "logo": logo})
    return client


def funded(world: World, code: str = "WEB-1") -> Edition:
    edition = world.three_meetings(code=code)
    with transaction():
        edition.funding = funding()
    return edition


def images(paper: bytes) -> int:
    return paper.count(b"/Subtype /Image")


def test_a_funding_has_its_code_its_sentence_and_its_logos_in_order(world: World) -> None:
    client = with_logos(world, "Unione europea", "Comune di Bologna", "Regione")

    client.post(f"{LIST}1/loghi/3/posto", data={"verso": "prima"})
    client.post(f"{LIST}1/loghi/1/posto", data={"verso": "prima"})  # the first stays
    client.post(f"{LIST}1/loghi/2/eliminazione")
    client.post(f"{LIST}1/loghi/3", data={"description": "Regione Emilia-Romagna"})

    assert (funding().code, funding().words) == ("BO4.4.11", "Finanziato dall’Europa.")
    assert descriptions() == ["Unione europea", "Regione Emilia-Romagna"]


def test_a_logo_that_is_no_picture_is_refused_beside_its_field(world: World) -> None:
    client = with_logos(world)
    drawing = upload("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

    answer = client.post(f"{LIST}1/loghi", data={"description": "Europa", "logo": drawing})

    assert answer.status_code == 422 and 'href="#logo"' in answer.text and "salvali prima come PNG" in answer.text
    assert "Scegli l’immagine" in client.post(f"{LIST}1/loghi", data={"description": "Europa"}).text
    assert descriptions() == []


def test_a_file_of_three_megabytes_is_too_large_and_one_just_over_two_gets_a_sentence(world: World) -> None:
    client = with_logos(world)

    huge = client.post(f"{LIST}1/loghi", **body(description="x", logo=upload(content=b"x" * 3 * 1024 * 1024)))
    large = client.post(f"{LIST}1/loghi", **body(description="x", logo=upload(content=b"x" * (LARGEST_FILE + 1))))

    assert huge.status_code == 413
    assert large.status_code == 422 and "supera 2 MB" in large.text


def test_a_seventh_logo_would_not_be_told_apart(world: World) -> None:
    client = with_logos(world, *(f"Logo {number}" for number in range(6)))

    answer = client.post(f"{LIST}1/loghi", data={"description": "x", "logo": upload()}, follow_redirects=True)

    assert "al massimo 6 loghi" in answer.text and len(descriptions()) == 6


def test_a_funding_in_use_stays_and_another_goes(world: World) -> None:
    client = with_logos(world, "Europa")
    edition = funded(world)

    assert "non si può eliminare" in client.post(f"{LIST}1/eliminazione", follow_redirects=True).text
    with transaction():
        edition.funding = None
    client.post(f"{LIST}1/eliminazione")
    assert db.session.scalars(select(Funding)).all() == []


def test_papers_show_the_funding_s_own_logos_and_its_sentence(world: World) -> None:
    with_logos(world, "Unione europea", "Comune di Bologna")
    edition = funded(world)

    with silent_press():
        sheet = register_sheet(edition.meetings[0])
        certificate = render.ensure_pdf(certificate_for(world, world.person("ada"), edition))

    for paper in (sheet, certificate):
        said = text(paper)
        assert "Finanziato dall’Europa. Codice: BO4.4.11" in said and "con il contributo di" not in said
        assert "cofinanziatore" not in said
        assert page_count(paper) == 1 and images(paper) == 2


def test_a_certificate_shows_for_ever_the_logos_it_was_issued_with(world: World) -> None:
    client = with_logos(world, "Unione europea", "Comune di Bologna")
    certificate = certificate_for(world, world.person("ada"), funded(world))
    before = render.printed(certificate)

    client.post(f"{LIST}1/loghi/1/eliminazione")
    client.post(f"{LIST}1", data={"name": "Un altro nome", "words": ""})

    assert render.printed(certificate) == before


def test_certificates_of_before_there_were_logos_still_print(world: World) -> None:
    with_logos(world, "Europa")
    certificate = certificate_for(world, world.person("ada"), funded(world))
    with transaction():
        certificate.facts = certificate.facts | {"funding": {"name": "PN Metro Plus", "code": "BO4.4.11"}}

    said = text(render.printed(certificate))
    assert "con il contributo di PN Metro Plus" in said and "cofinanziatore" in said


def test_many_wide_logos_and_the_longest_sentence_stay_on_the_page(world: World) -> None:
    with_logos(world)
    with transaction():
        one = db.session.scalars(select(Funding)).one()
        one.words = "Finanziato dall’Unione europea con parole " * 7
        for number in range(6):
            drawn = redrawn(picture(size=(800, 100 + number)))
            funding_logos.add_logo(one, drawn, f"Logo {number}", by="prove")
    edition = funded(world)

    assert page_count(register_sheet(edition.meetings[0])) == 1
    assert page_count(render.ensure_pdf(certificate_for(world, world.person("ada"), edition))) == 1


def test_logos_are_as_tall_as_each_other_and_shrink_together() -> None:
    narrow, wide = {"width": 100, "height": 100}, {"width": 800, "height": 100}

    alone = funding_logos.sized([narrow], strip=150, height=13, gap=5)
    together = funding_logos.sized([narrow, wide, wide], strip=150, height=13, gap=5)

    assert (alone[0]["mm_width"], alone[0]["mm_height"]) == (13, 13)
    assert len({one["mm_height"] for one in together}) == 1
    assert sum(one["mm_width"] + 5 for one in together) <= 150.05
