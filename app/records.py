"""Every record of the system, imported so that migrations see all tables."""

from app.attendance import models as attendance
from app.certificates import models as certificates
from app.checkin import models as checkin
from app.journal import models as journal
from app.networking import models as networking
from app.outbox import models as outbox
from app.people import models as people
from app.programme import models as programme
from app.registration import models as registration
from app.staff import models as staff

ALL = (attendance, certificates, checkin, journal, networking, outbox, people, programme, registration, staff)
