"""Who may open what: every endpoint of the application has a row here, and a test fails when one has not."""

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.registration import search
from app.staff import way_back
from app.staff.models import Role

ANYONE = "anyone"
DEVICE = "device"  # a phone that the office let open one edition's door; checkin/views.py knows it by its cookie
OFFICE = frozenset({Role.OFFICE, Role.ADMIN})
DESK = OFFICE | {Role.DESK}
LEADS = OFFICE | {Role.FACILITATOR}
ADMIN = frozenset({Role.ADMIN})
ALL_STAFF = frozenset(Role)

MATRIX: dict[str, str | frozenset[Role]] = {
    "static": ANYONE,
    "home.index": ANYONE,
    "home.how": ANYONE,
    "home.help": ANYONE,
    "home.venues": ANYONE,
    "home.privacy": ANYONE,
    "home.accessibility": ANYONE,
    "home.legal": ANYONE,
    "home.healthz": ANYONE,
    "home.readyz": ANYONE,
    "programme.index": ANYONE,
    "programme.show": ANYONE,
    "programme.feed": ANYONE,
    "programme.facilitator_feed": ANYONE,
    "programme.picture": ANYONE,
    "programme.calendars": ANYONE,
    "programme.embed": ANYONE,
    "programme.share": ANYONE,
    "programme.poster": ANYONE,
    "programme.leaflet": ANYONE,
    "programme.preview": ANYONE,
    "api.openapi": ANYONE,
    "api.programmes.index": ANYONE,
    "api.programmes.show": ANYONE,
    "api.editions.index": ANYONE,
    "api.editions.show": ANYONE,
    "programme.edition": ANYONE,
    "registration.new": ANYONE,
    "registration.create": ANYONE,
    "registration.show": ANYONE,
    "registration.ticket_pdf": ANYONE,
    "registration.invite": ANYONE,
    "registration.new_cancellation": ANYONE,
    "registration.create_cancellation": ANYONE,
    "ticket.show": ANYONE,
    "ticket.show_capitals": ANYONE,
    "development.index": ANYONE,
    "development.show": ANYONE,
    "development.body": ANYONE,
    "development.download": ANYONE,
    "office.home.index": ALL_STAFF,
    "certificates.download": ANYONE,
    "verification.new": ANYONE,
    "verification.show": ANYONE,
    "verification.check": ANYONE,
    "checkin.index": DEVICE,
    "checkin.pair": ANYONE,
    "checkin.open_door": ANYONE,
    "checkin.create_scan": DEVICE,
    "checkin.create_undo": DEVICE,
    "checkin.create_admission": DEVICE,
    "checkin.new_walk_in": DEVICE,
    "checkin.create_walk_in": DEVICE,
    "office.checkin.index": LEADS,
    "office.checkin.create_device": OFFICE,
    "office.checkin.revoke_device": OFFICE,
    "office.attendance.index": LEADS,
    "office.attendance.sheet": LEADS,
    "office.attendance.update": OFFICE,
    "office.attendance.create_closing": OFFICE,
    "office.attendance.create_reopening": OFFICE,
    "office.certificates.index": OFFICE,
    "office.certificates.create_issue": OFFICE,
    "office.certificates.download": OFFICE,
    "office.certificates.new_revocation": OFFICE,
    "office.certificates.create_revocation": OFFICE,
    "office.programme.index": DESK,
    "office.programme.show": DESK,
    "office.programme.create_publication": OFFICE,
    "office.programme.new": OFFICE,
    "office.programme.create": OFFICE,
    "office.programme.edit": OFFICE,
    "office.programme.update": OFFICE,
    "office.programme.new_deletion": OFFICE,
    "office.programme.delete": OFFICE,
    "office.programme.new_publication": OFFICE,
    "office.programme.create_withdrawal": OFFICE,
    "office.programme.create_archiving": OFFICE,
    "office.programme.create_unarchiving": OFFICE,
    "office.closures.new": OFFICE,
    "office.closures.create": OFFICE,
    "office.closures.edit": OFFICE,
    "office.closures.update": OFFICE,
    "office.closures.delete": OFFICE,
    "office.patrons.index": OFFICE,
    "office.patrons.new": OFFICE,
    "office.patrons.create": OFFICE,
    "office.patrons.edit": OFFICE,
    "office.patrons.update": OFFICE,
    "office.patrons.delete": OFFICE,
    "office.notices.index": OFFICE,
    "office.notices.new": OFFICE,
    "office.notices.create": OFFICE,
    "office.notices.show": OFFICE,
    "office.notices.show_built_in": OFFICE,
    "office.notices.edit": OFFICE,
    "office.notices.update": OFFICE,
    "office.notices.delete": OFFICE,
    "office.copies.new": OFFICE,
    "office.copies.create": OFFICE,
    "office.copies.show": OFFICE,
    "office.board.show": OFFICE,
    "office.board.new_move": OFFICE,
    "office.board.create_move": OFFICE,
    "office.editions.show": LEADS,
    "office.editions.new": OFFICE,
    "office.editions.create": OFFICE,
    "office.editions.edit": OFFICE,
    "office.editions.delete": OFFICE,
    "office.recurrence.new": OFFICE,
    "office.recurrence.create": OFFICE,
    "office.bulk.new": OFFICE,
    "office.bulk.create": OFFICE,
    "office.bulk.create_undo": OFFICE,
    "office.activities.index": OFFICE,
    "office.activities.new": OFFICE,
    "office.activities.create": OFFICE,
    "office.activities.edit": OFFICE,
    "office.activities.update": OFFICE,
    "office.activities.delete": OFFICE,
    "office.lists.index": OFFICE,
    "office.venues.index": OFFICE,
    "office.venues.new": OFFICE,
    "office.venues.create": OFFICE,
    "office.venues.edit": OFFICE,
    "office.venues.update": OFFICE,
    "office.venues.delete": OFFICE,
    "office.venues.new_room": OFFICE,
    "office.venues.create_room": OFFICE,
    "office.venues.edit_room": OFFICE,
    "office.venues.update_room": OFFICE,
    "office.venues.delete_room": OFFICE,
    "office.facilitators.index": OFFICE,
    "office.facilitators.new": OFFICE,
    "office.facilitators.create": OFFICE,
    "office.facilitators.edit": OFFICE,
    "office.facilitators.update": OFFICE,
    "office.facilitators.delete": OFFICE,
    "office.facilitators.create_absence": OFFICE,
    "office.facilitators.delete_absence": OFFICE,
    "office.facilitators.create_address": OFFICE,
    "office.partners.index": OFFICE,
    "office.partners.new": OFFICE,
    "office.partners.create": OFFICE,
    "office.partners.edit": OFFICE,
    "office.partners.update": OFFICE,
    "office.partners.delete": OFFICE,
    "office.fundings.index": OFFICE,
    "office.fundings.new": OFFICE,
    "office.fundings.create": OFFICE,
    "office.fundings.edit": OFFICE,
    "office.fundings.update": OFFICE,
    "office.fundings.delete": OFFICE,
    "office.fundings.create_logo": OFFICE,
    "office.fundings.update_logo": OFFICE,
    "office.fundings.move_logo": OFFICE,
    "office.fundings.delete_logo": OFFICE,
    "office.themes.index": OFFICE,
    "office.themes.new": OFFICE,
    "office.themes.create": OFFICE,
    "office.themes.edit": OFFICE,
    "office.themes.update": OFFICE,
    "office.themes.delete": OFFICE,
    "office.themes.create_merge": OFFICE,
    "office.editions.update": OFFICE,
    "office.editions.new_cancellation": OFFICE,
    "office.editions.create_cancellation": OFFICE,
    "office.decisions.new_postponement": OFFICE,
    "office.decisions.create_postponement": OFFICE,
    "office.decisions.create_return": OFFICE,
    "office.decisions.create_run": OFFICE,
    "office.announcements.index": OFFICE,
    "office.announcements.show": OFFICE,
    "office.announcements.create_departure": OFFICE,
    "office.announcements.create_resend": OFFICE,
    "office.registration.new": DESK,
    "office.registration.create": DESK,
    "office.registration.show": DESK,
    "office.registration.ticket_pdf": DESK,
    "office.registration.create_promotion": OFFICE,
    "office.registration.create_cancellation": OFFICE,
    "office.outbox.index": OFFICE,
    "office.outbox.show": OFFICE,
    "office.outbox.body": OFFICE,
    "office.outbox.create_resend": OFFICE,
    "office.outbox.calls": OFFICE,
    "office.outbox.create_call": OFFICE,
    "office.outbox.create_call_again": OFFICE,
    "invitations.show": ANYONE,
    "invitations.update": ANYONE,
    "office.invitations.index": OFFICE,
    "office.invitations.new": OFFICE,
    "office.invitations.create": OFFICE,
    "office.invitations.create_sending": OFFICE,
    "office.invitations.edit": OFFICE,
    "office.invitations.update": OFFICE,
    "office.invitations.delete": OFFICE,
    "office.organisations.index": OFFICE,
    "office.organisations.new": OFFICE,
    "office.organisations.create": OFFICE,
    "office.organisations.edit": OFFICE,
    "office.organisations.update": OFFICE,
    "office.composer.new": OFFICE,
    "office.composer.create": OFFICE,
    "office.templates.index": OFFICE,
    "office.templates.new": OFFICE,
    "office.templates.create": OFFICE,
    "office.templates.edit": OFFICE,
    "office.templates.update": OFFICE,
    "office.templates.delete": OFFICE,
    "office.journal.index": OFFICE,
    "office.search.index": ALL_STAFF,
    "office.people.index": OFFICE,
    "office.people.show": OFFICE,
    "office.people.edit": OFFICE,
    "office.people.update": OFFICE,
    "office.people.create_contact": OFFICE,
    "office.people.delete_contact": OFFICE,
    "office.merges.new": OFFICE,
    "office.merges.show": OFFICE,
    "office.merges.create": OFFICE,
    "office.merges.create_undo": OFFICE,
    "office.staff.index": ADMIN,
    "office.staff.new": ADMIN,
    "office.staff.create": ADMIN,
    "office.staff.edit": ADMIN,
    "office.staff.update": ADMIN,
    "office.staff.create_password": ADMIN,
    "office.staff.create_suspension": ADMIN,
    "office.staff.delete_suspension": ADMIN,
    "office.staff.create_grant": ADMIN,
    "office.staff.delete_grant": ADMIN,
    "office.staff.password": ALL_STAFF,
    "office.staff.update_password": ALL_STAFF,
    "office.staff.login": ANYONE,
    "office.staff.sign_in": ANYONE,
    "office.staff.sign_out": ALL_STAFF,
}


def init_app(app: Flask) -> None:
    app.before_request(guard)
    app.after_request(mark_guarded)
    app.jinja_env.globals["may"] = may


def guard() -> BaseResponse | Response | None:
    """Let the request in, ask to sign in, or say that there is no such page: someone else's thing is 404, never 403."""
    g.guarded = False
    if request.endpoint is None:
        return None
    allowed = MATRIX.get(request.endpoint)
    if allowed in (ANYONE, DEVICE):
        return None
    if g.staff is None and request.path.startswith("/ufficio"):
        g.guarded = True
        asked = request.full_path.removesuffix("?") if request.method == "GET" else ""
        return redirect(url_for("office.staff.login", poi=way_back.signed(asked)))
    if allowed is None or g.staff is None or g.staff.role not in allowed or not within_reach():
        g.guarded = True
        abort(404)
    return None


def mark_guarded(response: Response) -> Response:
    """Under test, say that it was the guard who answered: a 404 for a forbidden page looks like any other."""
    if current_app.testing and g.get("guarded"):
        response.headers["X-Guarded"] = "yes"
    return response


def may(endpoint: str) -> bool:
    """Whether whoever reads this page may open ``endpoint``: menus and buttons ask before they show."""
    allowed = MATRIX.get(endpoint)
    return allowed in (ANYONE, DEVICE) or bool(allowed and g.get("staff") and g.staff.role in allowed)


def within_reach() -> bool:
    """Facilitators reach the editions they have been given, the desk the people it has signed up, and no others."""
    where = request.view_args or {}
    if g.staff.role == Role.FACILITATOR and "edition" in where:
        return bool(g.staff.leads(f"edition/{where['programme']}/{where['edition']}"))
    if g.staff.role == Role.DESK and "registration" in where:
        return search.was_signed_up_by(where["registration"], g.staff.email)
    return True
