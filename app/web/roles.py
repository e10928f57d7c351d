"""Groups of roles, as the rows of the matrix name them."""

from app.staff.models import Role

ANYONE = "anyone"
DEVICE = "device"  # a phone that the office let open one edition's door; checkin/views.py knows it by its cookie
OFFICE = frozenset({Role.OFFICE, Role.ADMIN})
DESK = OFFICE | {Role.DESK}
LEADS = OFFICE | {Role.FACILITATOR}
ADMIN = frozenset({Role.ADMIN})
ALL_STAFF = frozenset(Role)

Allowed = dict[str, str | frozenset[Role]]
