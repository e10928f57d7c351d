"""Names, codes and numbers inside a sentence written from right to left: without a mark their pieces change places."""

FIRST_STRONG, END = "\u2068", "\u2069"  # as HTML's <bdi>, and good in plain text too


def isolated(text: str) -> str:
    return f"{FIRST_STRONG}{text}{END}" if text else text
