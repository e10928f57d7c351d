"""What the sample's mailbox held: a question with a name too long for anything, and an answer of a calendar."""

from app.db import transaction
from app.inbox.ingest import ingest
from app.registration.models import Registration
from tests.inbox.answers import mail, reply


def mails_that_came_in(long_word: str, one: Registration) -> dict[str, str]:
    """The numbers of a mail to be read and of one that was dealt with by itself."""
    with transaction():
        question = ingest(mail(sender=f"{long_word}@example.org", Subject=long_word * 3, text=f"{long_word} " * 20))
        answer = ingest(mail(reply(one), verdict=None, sender=one.email or "ada@example.org"))
        return {"inbound": str(question.id), "answered_inbound": str(answer.id)}
