"""The paper of a certificate: printed once, kept, and the same bytes for ever after."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import select, update

from app.certificates import words
from app.certificates.models import Certificate
from app.certificates.refusals import CertificateForgotten, CertificateRevoked
from app.db import db, transaction
from app.lib import files, pdf, qr
from app.programme import funding_logos, pictures

# How many letters still fit in a size of type; beyond the last, the smallest.
NAME_SIZES = {27: "s34", 33: "s28", 42: "s23", 52: "s19"}
TITLE_SIZES = {60: "t20", 110: "t17", 170: "t14"}
LOGO_STRIP = (150, 13, 5)  # its width, the height of a logo, the gap between two: mm
SMALLEST_NAME, SMALLEST_TITLE = "s16", "t12"


def ensure_pdf(certificate: Certificate) -> bytes:
    """The paper as first printed; prints and keeps it when nobody has yet. Of two at once, the first one stands.

    Opens a short transaction of its own when it prints. Raises CertificateRevoked, CertificateForgotten.
    """
    if not certificate.is_valid:
        raise CertificateRevoked()
    if not certificate.facts["name"]:
        raise CertificateForgotten()
    folder = papers()
    if certificate.file_sha256 is None:
        digest = files.keep(folder, printed(certificate))
        with transaction():
            unprinted = update(Certificate).where(Certificate.id == certificate.id, Certificate.file_sha256.is_(None))
            db.session.execute(unprinted.values(file_sha256=digest), execution_options={"synchronize_session": False})
        db.session.refresh(certificate)
    assert certificate.file_sha256 is not None
    return files.kept(folder, certificate.file_sha256)


def papers() -> Path:
    """The folder in which issued papers are kept."""
    return Path(current_app.config["INSTANCE_PATH"]) / "files"


def print_missing(keep_on: Callable[[], bool] = lambda: True) -> int:
    """Print the valid certificates that have no paper yet, one by one while ``keep_on()``; returns how many."""
    missing = select(Certificate.id).where(Certificate.file_sha256.is_(None), Certificate.revoked_at.is_(None))
    done = 0
    for number in db.session.scalars(missing.order_by(Certificate.id)).all():
        certificate = db.session.get_one(Certificate, number)
        if not keep_on():
            break
        if certificate.is_valid and certificate.facts["name"]:
            ensure_pdf(certificate)
            done += 1
    return done


def printed(certificate: Certificate) -> bytes:
    """The PDF of the certificate, from its frozen facts alone."""
    lent = pictures.lent(logo["sha256"] for logo in _logos(certificate))
    return pdf.render(page(certificate), "certificate.css", certificate.issued_at, lent)


def page(certificate: Certificate) -> str:
    """The paper as HTML, in the language it was frozen in."""
    facts = certificate.facts
    address = verification_url(certificate)
    name_size = size_of(facts["name"], NAME_SIZES, SMALLEST_NAME)
    title_size = size_of(facts["title"], TITLE_SIZES, SMALLEST_TITLE)
    crowded = name_size == SMALLEST_NAME or title_size in ("t14", SMALLEST_TITLE)
    with force_locale(facts["language"]):
        return render_template(
            "pdf/certificate.html",
            certificate=certificate,
            facts=facts,
            logos=funding_logos.sized(_logos(certificate), *LOGO_STRIP),
            words=words,
            name_size=name_size,
            title_size=title_size,
            summary="" if crowded else words.brief(facts["summary"]),
            verification_url=address,
            verification_page=current_app.config["PUBLIC_URL"].split("://", 1)[1] + "/verifica",
            qr=pdf.spoken(qr.svg(address.upper(), label=address), address),
        )


def _logos(certificate: Certificate) -> list[dict[str, Any]]:
    """Those that were frozen when it was issued; the first certificates had none."""
    return list((certificate.facts["funding"] or {}).get("logos", []))


def verification_url(certificate: Certificate) -> str:
    return f"{current_app.config['PUBLIC_URL']}/verifica/{certificate.code}"


def size_of(text: str, sizes: dict[int, str], smallest: str) -> str:
    """The size of type in which ``text`` fits its place on the paper."""
    return next((size for letters, size in sizes.items() if len(text) <= letters), smallest)
