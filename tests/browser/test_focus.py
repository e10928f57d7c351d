"""With the keyboard alone: every stop shows where one is, in the order of the page, with nothing in front of it.

Pixels are compared, not styles: a transparent outline would pass for a ring otherwise.
"""

from collections.abc import Callable
from io import BytesIO

import numpy
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Site
from tests.browser.visits import AT_THE_DOOR, PUBLIC, STAFF, Visit

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

WANTED = {
    "programme.show /programmi/2027-1/?passati=si",
    "programme.edition /programmi/2027-1/web-2",
    "registration.create /programmi/2027-1/net-1/iscrizione?passo=dati sent",
    "registration.show /iscrizioni/{token}",
    "office.staff.login /ufficio/accesso",
    "office.editions.show /ufficio/programmi/2027-1/col-2?stato=in-attesa",
    "office.attendance.index /ufficio/programmi/2027-1/uff-1/presenze",
    "checkin.index /accoglienza/?cerca=wolfe",
    "checkin.create_walk_in /accoglienza/senza-iscrizione sent",
}
VISITS = {str(visit): visit for visit in reversed(PUBLIC + STAFF + AT_THE_DOOR) if str(visit) in WANTED}
MOST_STOPS = 60  # of a page: a long list goes on alike
MARGIN = 8  # CSS pixels around an element in which its ring may be
VISIBLE = 60  # of 255, how much a pixel must change in some colour
PHONE = {"width": 390, "height": 844}

# Where the focus is: the element's boxes (a hidden check box is shown by its label), and what is wrong with it.
STOP = """() => {
    const here = document.activeElement
    if (!here || here === document.body || here === document.documentElement) return null
    const again = here.dataset.stop !== undefined
    here.dataset.stop = 'yes'
    const small = here.getBoundingClientRect().width < 14 && here.labels?.length
    const shown = small ? here.labels[0] : here
    const boxes = [...shown.getClientRects()].filter(box => box.width && box.height)
    const [box] = boxes
    const hit = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return {
        html: here.outerHTML.slice(0, 160), href: here.getAttribute('href'), again,
        tabindex: here.tabIndex, covered: !hit || !(shown.contains(hit) || hit.contains(shown)),
        boxes: boxes.map(box => [box.x, box.y, box.width, box.height]),
        after: !window.lastStop || !!(window.lastStop.compareDocumentPosition(here) & 4),
        last: window.lastStop = here,
    }
}""".replace("last: window.lastStop = here", "last: (window.lastStop = here) && null")

NO_RINGS = """:focus:not(#x#y#z), :focus:not(#x#y#z) + label {
    outline: none !important; box-shadow: none !important; border-color: grey !important
}"""
# Whatever took the focus when the page opened gives it up: the next Tab is the first.
AT_THE_TOP = """() => {
    const top = document.createElement('span')
    top.tabIndex = -1
    document.body.prepend(top)
    top.focus()
    top.remove()
}"""


@pytest.mark.parametrize("visit", VISITS.values(), ids=str)
def test_the_keyboard_sees_where_it_is(site: Site, browser_of: Callable[..., BrowserContext], visit: Visit) -> None:
    page = browser_of(visit.who, viewport=PHONE).new_page()
    open_at_the_top(page, site, visit)
    stops, faults = walk(page)

    assert stops > 3
    assert not faults, f"{len(faults)} of {stops} stops:\n" + "\n".join(faults)


def test_a_page_without_rings_is_caught(site: Site, browser_of: Callable[..., BrowserContext]) -> None:
    page = browser_of(bypass_csp=True).new_page()
    page.goto(site.url("/ufficio/accesso"))
    page.add_style_tag(content=NO_RINGS)
    stops, faults = walk(page)

    assert len([fault for fault in faults if "no visible ring" in fault]) > stops / 2


def walk(page: Page) -> tuple[int, list[str]]:
    """Press Tab until the end of the page; how many stops there were, and what is wrong with them."""
    stops = 0
    faults: list[str] = []
    while stops < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["again"]:
            break
        if stops == 0 and stop["href"] != "#contenuto":
            faults.append(f"the first stop does not skip to the contents: {stop['html']}")
        stops += 1
        wrong = {"out of order": not stop["after"] or stop["tabindex"] > 0, "covered": stop["covered"]}
        wrong["no visible ring"] = not shows_a_ring(page, stop["boxes"])
        faults += [f"{fault}: {stop['html']}" for fault, is_so in wrong.items() if is_so]
    return stops, faults


def test_the_first_link_skips_to_the_contents(site: Site, browser_of: Callable[..., BrowserContext]) -> None:
    for who, address in [("anyone", "/"), ("office", "/ufficio/"), ("door", "/accoglienza/")]:
        page = browser_of(who).new_page()
        page.goto(site.url(address))
        page.evaluate(AT_THE_TOP)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenuto"


def open_at_the_top(page: Page, site: Site, visit: Visit) -> None:
    """Open the page, or send its form and find the summary of its errors with the focus."""
    page.goto(site.url(visit.address))
    if visit.press:
        for name, text in visit.typed.items():
            page.locator(f"main [name='{name}']").fill(text)
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
        with page.expect_navigation():
            page.locator(visit.press).last.click()
        took = page.evaluate("document.activeElement.innerText + ' ' + document.activeElement.className")
        assert "Controlla" in took, f"after errors the focus is on their summary, not on {took}"
    page.evaluate(AT_THE_TOP)


def shows_a_ring(page: Page, boxes: list[list[float]]) -> bool:
    """Whether the pixels about the focused element change, all along its edge, when it loses the focus."""
    left, top = min(box[0] for box in boxes) - MARGIN, min(box[1] for box in boxes) - MARGIN
    right = max(box[0] + box[2] for box in boxes) + MARGIN
    bottom = max(box[1] + box[3] for box in boxes) + MARGIN
    left, top = max(left, 0), max(top, 0)
    clip = {
        "x": left,
        "y": top,
        "width": min(right, PHONE["width"]) - left,
        "height": min(bottom, PHONE["height"]) - top,
    }
    focused = pixels(page, clip)
    page.evaluate("() => { window.focused = document.activeElement; window.focused.blur() }")
    blurred = pixels(page, clip)
    page.evaluate("window.focused.focus({preventScroll: true})")
    changed = int((numpy.abs(focused - blurred).max(axis=2) > VISIBLE).sum())
    around = min(2 * (box[2] + box[3]) for box in boxes)
    return changed >= around


def pixels(page: Page, clip: dict[str, float]) -> numpy.ndarray:
    picture = Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")
    return numpy.asarray(picture).astype(int)
