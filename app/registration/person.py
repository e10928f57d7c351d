from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Who signs up, as the edge read it: names tidy, e-mail and phone in their normal form."""

    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    language: str = "it"
    access_needs: list[str] = field(default_factory=list)
    organisation: str | None = None
    job_title: str | None = None
    referral: str | None = None
    last_minute: bool = False

    @property
    def contacts(self) -> list[str]:
        """Where they can be reached, the one that messages go to first."""
        return [contact for contact in (self.email, self.phone) if contact]
