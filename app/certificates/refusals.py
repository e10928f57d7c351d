"""What the rules of certificates say no to, and what to do instead."""

from flask_babel import lazy_gettext as _l

from app.errors import Refused, says


class RegistersOpen(Refused):
    message = _l("I registri di %(code)s non sono ancora chiusi: chiudili, poi emetti gli attestati.")


@says("one_certificate_per_number", "certificates.programme_id, certificates.number")
class NumberTaken(Refused):
    message = _l("Un'altra emissione è in corso per lo stesso programma: riprova fra qualche secondo.")


@says("one_valid_certificate", "certificates.registration_id")
class AlreadyIssued(Refused):
    message = _l("Questo attestato è già stato emesso.")


class RevocationReasonMissing(Refused):
    message = _l("Scrivi perché revochi l'attestato: il motivo resta nella cronologia.")
    status = 422


class CertificateRevoked(Refused):
    message = _l("Questo attestato è stato revocato: per averne uno nuovo, chiama l'ufficio.")
    status = 410


class CertificateForgotten(Refused):
    message = _l(
        "Il nome e il PDF di questo attestato sono stati cancellati, passato il tempo di conservazione. "
        "La pagina di verifica risponde ancora."
    )
    status = 410


class CertificatesStand(Refused):
    message = _l(
        "Per questa edizione ci sono attestati validi: dicono le ore di questi registri. "
        "Prima revoca gli attestati, poi riapri i registri."
    )


class FactsAltered(Refused):
    message = _l("Ora non possiamo rispondere su questo attestato: chiama l'ufficio, che controlla sul registro.")
    status = 500


class TooManyNames(Refused):
    message = _l("Sono già stati provati %(tries)s nomi per questo attestato: aspetta un'ora e riprova.")
    status = 429
