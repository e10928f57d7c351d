"""What became of a sign-up, edition by edition, and the address of the page that says it.

For a reserved lab that page is the same whoever asks and whatever is so (docs/decisions/0015): the answer goes to the
e-mail or telephone alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import url_for

from app.db import transaction
from app.errors import Refused
from app.programme.models import Edition, Programme
from app.registration import links
from app.registration.forms.sign_up import TOGETHER, SignUpForm
from app.registration.refusals import AlreadyRegistered
from app.registration.send_again import send_again_to
from app.registration.sign_up_together import OneOfThemRefused, sign_up_together
from app.registration.views import refused_words

BY_MAIL, BY_PHONE = "posta", "telefono"


@dataclass
class Sent:
    """What became of it: registrations by the tokens of their pages, in editions that say nothing here, or refused."""

    by_contact: str = BY_MAIL
    tokens: list[str] = field(default_factory=list)
    untold: list[Edition] = field(default_factory=list)
    refused: list[tuple[Edition, Refused]] = field(default_factory=list)

    @property
    def all_refused(self) -> bool:
        return not (self.tokens or self.untold)

    @property
    def status(self) -> int:
        return self.refused[0][1].status

    def address(self, programme: Programme) -> str:
        """One person in one edition has a page of their own; whatever is more is listed, and nothing of it is kept."""
        if len(self.tokens) == 1 and not (self.untold or self.refused):
            return url_for("registration.show", token=self.tokens[0])
        return url_for(
            "registration.outcome",
            programme=programme.slug,
            t=self.tokens,
            scritto=[edition.slug for edition in self.untold],
            no=[f"{edition.slug}:{refused_words.key_of(refusal)}" for edition, refusal in self.refused],
            via=self.by_contact if self.untold else None,
        )


def send(editions: Sequence[Edition], form: SignUpForm, privacy_version: str | None) -> Sent:
    """Sign the people of the (valid) form up, one transaction per edition: a refusal in one loses no other."""
    people = form.people()
    sent = Sent(BY_MAIL if people[0].email else BY_PHONE)
    for edition_id in sorted(edition.id for edition in editions):
        edition = next(one for one in editions if one.id == edition_id)
        is_reserved = edition.is_reserved
        try:
            with transaction():
                registrations = sign_up_together(
                    edition_id,
                    people,
                    together=form.together.data == TOGETHER,
                    request_key=form.request_key.data or None,
                    privacy_version=privacy_version,
                    quietly=is_reserved,
                )
                tokens = [links.token_of(registration) for registration in registrations]
        except Refused as refusal:
            if isinstance(_reason(refusal), AlreadyRegistered):
                with transaction():
                    send_again_to(edition_id, people)
            sent.refused.append((edition, refusal))
        else:
            if is_reserved:
                sent.untold.append(edition)
            else:
                sent.tokens += tokens
    return sent


def said_of(sent: Sent) -> str:
    """Why nothing came of it, in a sentence per edition, each once."""
    sentences = dict.fromkeys(refused_words.sentence(refused_words.key_of(why), one) for one, why in sent.refused)
    return " ".join(sentences)


def _reason(refusal: Refused) -> Refused:
    return refusal.reason if isinstance(refusal, OneOfThemRefused) else refusal
