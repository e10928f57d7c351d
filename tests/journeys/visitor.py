"""A browser without scripts: it follows links and sends forms as a person would, over real HTTP."""

import http.cookiejar
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass
class Page:
    url: str
    status: int
    body: bytes
    tree: Any = None

    @property
    def text(self) -> str:
        """What one reads, on one line."""
        return " ".join(" ".join(self.tree.find(f"{XHTML}body").itertext()).split())

    def links(self, part: str) -> list[str]:
        """Addresses of the page's links in which ``part`` occurs."""
        found = (link.get("href", "") for link in self.tree.iter(f"{XHTML}a"))
        return [urljoin(self.url, href) for href in found if part in href]


@dataclass
class Visitor:
    """One person with one browser; ``page`` is what they look at."""

    address: str
    page: Page = field(default_factory=lambda: Page("", 0, b""))

    def __post_init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(cookies)

    def open(self, path: str, data: dict[str, Any] | None = None) -> Page:
        url = urljoin(self.page.url or self.address, path)
        body = urlencode(data, doseq=True).encode() if data is not None else None
        request = urllib.request.Request(url, body, {"Referer": self.page.url or self.address})
        try:
            answer = self._browser.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            content, kind = answer.read(), answer.headers.get_content_type()
            page = Page(answer.geturl(), answer.status, content)
        if kind == "text/html":
            page.tree = html5lib.parse(content)
            self.page = page
        return page

    def follow(self, part: str) -> Page:
        """Open the first link of the page in whose address ``part`` occurs."""
        return self.open(self.page.links(part)[0])

    def send(self, action: str, button: tuple[str, str] | None = None, **typed: Any) -> Page:
        """Send the page's form whose address matches the pattern ``action``, with what it holds and what is typed."""
        form = next(f for f in self.page.tree.iter(f"{XHTML}form") if re.search(action, f.get("action", "")))
        values: dict[str, Any] = {}
        for entry in form.iter(f"{XHTML}input"):
            chosen = entry.get("type") not in {"checkbox", "radio", "submit"} or entry.get("checked") is not None
            if entry.get("name") and chosen:
                values.setdefault(entry.get("name"), []).append(entry.get("value", "on"))
        for choice in form.iter(f"{XHTML}select"):
            options = [o for o in choice.iter(f"{XHTML}option") if o.get("selected") is not None]
            options = options or list(choice.iter(f"{XHTML}option"))[:1]
            values[choice.get("name")] = [option.get("value", option.text) for option in options]
        for area in form.iter(f"{XHTML}textarea"):
            values[area.get("name")] = [area.text or ""]
        values |= typed | (dict([button]) if button else {})
        return self.open(form.get("action"), values)
