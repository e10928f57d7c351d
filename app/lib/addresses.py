"""E-mail addresses and telephone numbers in one normal form each."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email

HOME_REGION = "IT"


class UnusableAddress(ValueError):
    """The text is no address or number that anyone could be reached at."""


def normalised_email(text: str) -> str:
    """The address in lower case, in its ASCII-or-Unicode normal form. Raises UnusableAddress."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise UnusableAddress(text) from error


def ascii_domain(email: str) -> str:
    """The domain of an address as the net writes it. Raises UnusableAddress.

    By the rules of 2008: Python's own codec has those of 2003, which turn straße.example into its neighbour strasse.
    """
    try:
        return str(validate_email(email, check_deliverability=False).ascii_domain)
    except EmailNotValidError as error:
        raise UnusableAddress(email) from error


def normalised_phone(text: str) -> str:
    """The number as +391234…; without a prefix it is Italian.

    Judged leniently: only numbers that no network could dial are refused, since the stricter check of the numbering
    plan turns away numbers that people really have. Raises UnusableAddress.
    """
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise UnusableAddress(text) from error
    if not phonenumbers.is_possible_number(number):
        raise UnusableAddress(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_mobile(number: str) -> bool:
    """Whether a normalised number may be a mobile telephone, which text messages reach."""
    parsed = phonenumbers.parse(number, HOME_REGION)
    if parsed.country_code == phonenumbers.country_code_for_region(HOME_REGION):
        return str(parsed.national_number).startswith("3") and not parsed.italian_leading_zero
    kinds = phonenumbers.PhoneNumberType
    return phonenumbers.number_type(parsed) in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)


def spoken_phone(number: str) -> str:
    """A normalised number as people write it: without +39 and in groups for Italy, international elsewhere."""
    parsed = phonenumbers.parse(number, HOME_REGION)
    national = parsed.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    shape = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, shape)
