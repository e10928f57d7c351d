"""Mails written to do harm, or written badly: each is read in a moment, and none stops those behind it."""

import time

import pytest

from app.inbox.reading import Mail, Unreadable, read

pytestmark = pytest.mark.one_database

LONGEST_WAIT = 5  # seconds, on a slow machine
HEAD = b"From: ada@example.org\r\n"


def nested(deep: int) -> bytes:
    levels = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(deep)
    )
    return HEAD + b"".join(levels) + b"Content-Type: text/plain\r\n\r\nciao\r\n"


READABLE = {
    "a subject in half a base64": HEAD + b"Subject: =?utf-8?b?a?=\r\n\r\nx",
    "a subject in a charset of Python's own": HEAD + b"Subject: =?idna?b?/////w==?= =?undefined?q?a?=\r\n\r\nx",
    "fifteen thousand encoded words": HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 15_000 + b"\r\n\r\nx",
    "NULs everywhere": b"From: a\0b@b.it\r\nSubject: a\0b\r\nMessage-ID: <a\0@b>\r\n\r\nx\0y",
    "letters of no charset": b"From: \xff@b.it\r\nSubject: \xff\xfe\r\nMessage-ID: <\xff>\r\n\r\nx\xff",
    "a sender of brackets": b"From: " + b"(" * 100_000 + b"\r\n\r\n",
    "thirty thousand recipients": HEAD + b"To: " + b"a@b.it, " * 30_000 + b"\r\n\r\n",
    "a body in idna": HEAD + b"Content-Type: text/plain; charset=idna\r\n\r\n\xff..\xff",
    "a body in no charset": HEAD + b"Content-Type: text/plain; charset=undefined\r\n\r\nabc",
    "a charset with a NUL": HEAD + b'Content-Type: text/plain; charset="a\0b"\r\n\r\nabc',
    "a body in Python's escapes": HEAD + b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n\\q\\",
    "a charset in pieces": HEAD + b"Content-Type: text/plain; charset*=x''%ff; charset*0*=utf-8''%00\r\n\r\nabc",
    "half a pair of UTF-16": HEAD + b"Content-Type: text/plain; charset=utf-16-le\r\n\r\n\x00\xd8\x41\x00",
    "uuencoded nonsense": HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n#zzzzz\r\nend\r\n",
    "a boundary of brackets": HEAD + b'Content-Type: multipart/mixed; boundary="' + b"(" * 50_000 + b'"\r\n\r\nx',
    "openings that never close": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<!--<a b=" * 25_000,
    "no line end in sight": HEAD + b"Content-Type: text/html\r\n\r\n" + b"\n \n" * 80_000,
    "forty thousand headers": b"X: y\r\n" * 40_000 + b"\r\n",
}
UNREADABLE = {
    "three thousand nested parts": nested(3_000),
    "letters within letters": b"Content-Type: message/rfc822\r\n\r\n" * 7_000,
    "a report of twenty thousand lines": b"Content-Type: message/delivery-status\r\n\r\n" + b"a: b\r\n\r\n" * 20_000,
    "three hundred kilobytes": HEAD + b"\r\n" + b"x" * 300_000,
}


@pytest.mark.parametrize("what", READABLE)
def test_an_odd_mail_is_read_in_a_moment_and_is_fit_to_be_kept(what: str) -> None:
    began = time.monotonic()
    mail = read(READABLE[what])
    words = [mail.id, mail.subject, mail.sender, mail.written_by, mail.reply_to, *mail.recipients, mail.text]

    assert not mail.is_report and mail.calendar is None
    assert time.monotonic() - began < LONGEST_WAIT
    for word in words:
        assert "\0" not in word and word.encode() is not None, "no database keeps it"
    assert max(len(word) for word in words[:4]) <= 255


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_taken_apart_is_said_to_be_so_in_a_moment(what: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable):
        read(UNREADABLE[what])

    assert time.monotonic() - began < LONGEST_WAIT


def test_parts_within_parts_are_read_as_deep_as_people_write_them() -> None:
    assert read(nested(8)).text == "ciao"


def test_nobody_is_the_sender_of_a_mail_that_names_two() -> None:
    assert _mail(b"From: ada@example.org\r\nFrom: eva@example.org\r\n").sender == ""
    assert _mail(b"From: ada@example.org, eva@example.org\r\n").sender == ""
    assert _mail(b"From: ada@example.org" + b" " * 5_000 + b", eva@example.org\r\n").sender == ""
    assert _mail(b'From: "ada@example.org" <eva@example.org>\r\n').sender == "eva@example.org"


def test_a_page_is_read_without_its_scripts_and_marks() -> None:
    page = (
        b"<html><head><title>x</title><style>p{color:red}</style></head><body><script>alert(1)</script>"
        b"<p>Buongiorno &egrave; <b>Ada</b></p><div>1 &lt; 2</div>riga\xe2\x80\xaeazzap</body></html>"
    )
    mail = _mail(HEAD + b"Content-Type: text/html; charset=utf-8\r\n", page)

    assert mail.text == "Buongiorno è Ada\n1 < 2\nrigaazzap"


def test_plain_words_win_over_the_page_beside_them() -> None:
    page, plain = (
        b"Content-Type: text/%s\r\n\r\n%s\r\n" % pair for pair in ((b"html", b"<p>x</p>"), (b"plain", b"words"))
    )
    parts = b"--b\r\n" + page + b"--b\r\n" + plain + b"--b--\r\n"

    assert _mail(HEAD + b'Content-Type: multipart/alternative; boundary="b"\r\n', parts).text == "words"


def _mail(headers: bytes, body: bytes = b"ciao") -> Mail:
    return read(headers + b"\r\n" + body)
