import pytest

from app.lib.coordinates import UnreadablePoint, read_point

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures("app")]

HERE = (44.4949, 11.3426)


@pytest.mark.parametrize(
    "text",
    [
        "44.4949, 11.3426",
        " 44.4949,11.3426 ",
        "44.4949 11.3426",
        "(44.4949, 11.3426)",
        "44,4949; 11,3426",
        "44,4949, 11,3426",
        "44,4949 11,3426",
        "44.4949° 11.3426°",
        "geo:44.4949,11.3426",
        "https://www.openstreetmap.org/#map=18/44.4949/11.3426",
        "https://www.openstreetmap.org/?mlat=44.4949&mlon=11.3426#map=17/44.5000/11.3000",
        "https://www.google.com/maps/place/Sportello/@44.5001,11.3001,17z/data=!3m1!8m2!3d44.4949!4d11.3426",
        "https://www.google.it/maps/@44.4949,11.3426,15z",
        "https://maps.google.com/?q=44.4949,11.3426",
        "https://www.google.com/maps/search/?api=1&query=44.4949%2C11.3426",
        "https://maps.apple.com/?ll=44.4949,11.3426",
    ],
)
def test_a_point_is_understood_however_it_is_pasted(text: str) -> None:
    assert read_point(text) == HERE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://maps.app.goo.gl/abc123", "accorciato"),
        ("via Bolognetti 2", "incolla il link"),
        ("44.4949", "incolla il link"),
        ("https://www.example.org/", "incolla il link"),
        ("144.4949, 11.3426", "sulla Terra"),
        ("11.3426, 44.4949", "scambiate"),
        ("", "incolla il link"),
    ],
)
def test_what_is_no_point_is_said_with_the_way_out(text: str, said: str) -> None:
    with pytest.raises(UnreadablePoint, match=said):
        read_point(text)


def test_a_point_south_of_the_equator_is_one_too() -> None:
    assert read_point("-34.6037, -58.3816") == (-34.6037, -58.3816)
