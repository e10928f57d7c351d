"""What everybody may open of the programme: its pages, its calendars, its papers, and what other sites may show."""

from app.programme.views import calendars, others, pages, papers, pictures
from app.programme.views.blueprint import blueprint
from app.programme.views.pages import programme_page

__all__ = ["blueprint", "calendars", "others", "pages", "papers", "pictures", "programme_page"]
