"""Long lists, a page at a time."""

from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import Select, func, select

from app.db import db
from app.web.locale import same_page

PER_PAGE = 50


@dataclass(frozen=True)
class Page:
    """The records of one page, and the addresses of the others as pairs of number and address."""

    items: list[Any]
    number: int
    total: int
    links: list[tuple[int, str]]


def page_of(query: Select[Any], per_page: int = PER_PAGE) -> Page:
    """The page of ``query`` that the address asks for with ``pagina`` (from 1; nonsense is page 1)."""
    asked = request.args.get("pagina", "1")
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = max(1, -(-total // per_page))
    number = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 9 else 1
    items = list(db.session.scalars(query.limit(per_page).offset((number - 1) * per_page)))
    near = {1, last, *range(number - 2, number + 3)}
    return Page(items, number, total, [(n, same_page(pagina=str(n))) for n in sorted(near) if 1 <= n <= last])
