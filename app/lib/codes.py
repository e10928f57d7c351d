"""Codes that people read aloud: Crockford's base32, without I, L, O and U (www.crockford.com/base32.html)."""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_PER_LETTER = 5
CODE_LETTERS = 16
RANDOM_LETTERS = 10  # 50 bits that nobody can guess; they come first, so the voice code is random
VOICE_LETTERS = 6

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "\u2013": None, ".": None})


def random_code(letters: int = CODE_LETTERS) -> str:
    """A code of ``letters`` random letters, 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(letters))


def minted_code(key: bytes) -> str:
    """A ticket's code: 10 random letters, then the first 30 bits of their HMAC-SHA-256 under ``key``.

    Who holds the key can tell a genuine code from a forged one without asking anybody.
    """
    random = random_code(RANDOM_LETTERS)
    return random + mac_letters(key, random, CODE_LETTERS - RANDOM_LETTERS)


def is_genuine(code: str, key: bytes) -> bool:
    """Whether ``code`` (16 letters, normalised) was minted under ``key``."""
    if len(code) != CODE_LETTERS:
        return False
    expected = mac_letters(key, code[:RANDOM_LETTERS], CODE_LETTERS - RANDOM_LETTERS)
    return hmac.compare_digest(code[RANDOM_LETTERS:].encode(), expected.encode())


def mac_letters(key: bytes, message: str, letters: int) -> str:
    """The first ``letters`` × 5 bits of HMAC-SHA-256(``key``, ``message``), in the alphabet."""
    digest = int.from_bytes(hmac.digest(key, message.encode(), hashlib.sha256), "big")
    digest >>= 256 - letters * BITS_PER_LETTER
    return "".join(ALPHABET[digest >> BITS_PER_LETTER * i & 31] for i in reversed(range(letters)))


def normalised(text: str) -> str:
    """What a person typed or a reader read, as the code it stands for: capitals, no separators, O→0, I and L→1."""
    return text.strip().upper().translate(_READ_AS)


def in_groups(code: str) -> str:
    """The code in groups of four, for the eye: ``K7QM-3F2P-…``."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def voice(code: str) -> str:
    """The first six letters, in two groups: enough to be found by voice within one edition."""
    return f"{code[:3]} {code[3:VOICE_LETTERS]}"
