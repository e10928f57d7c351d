"""Which way a language is written."""

RIGHT_TO_LEFT = {"ar", "ur"}


def direction(language: str) -> str:
    """«rtl» or «ltr», as HTML's ``dir`` says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
