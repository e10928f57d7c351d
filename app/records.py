"""Every record of the system, imported so that migrations see all tables."""

from app.attendance import models as attendance
from app.certificates import models as certificates
from app.checkin import models as checkin
from app.inbox import models as inbox
from app.journal import models as journal
from app.languages import models as languages
from app.networking import models as networking
from app.outbox import models as outbox
from app.people import models as people
from app.programme import models as programme
from app.registration import models as registration
from app.reminders import models as reminders
from app.staff import models as staff

ALL = (
    attendance,
    certificates,
    checkin,
    inbox,
    journal,
    languages,
    networking,
    outbox,
    people,
    programme,
    registration,
    reminders,
    staff,
)
