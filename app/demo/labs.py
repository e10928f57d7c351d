"""What the demo's half-years teach and discuss, in Italian, in plain words and in English."""

from dataclasses import dataclass

from app.programme.models import ThingToBring as Thing


@dataclass(frozen=True)
class Said:
    """The same in other words. What is empty nobody has written yet, as it happens."""

    plain: str = ""
    english_plain: str = ""
    title: str = ""  # in English, as the next two
    summary: str = ""
    audience: str = ""
    to_bring: tuple[Thing, ...] = ()
    children_welcome: bool | None = None


@dataclass(frozen=True)
class Lab:
    """A title with its theme and words; several offers share one."""

    title: str
    theme: str
    summary: str
    audience: str
    partner: str
    reserved: bool = False
    kind: str = "Laboratorio"
    said: Said = Said()


THEMES = {  # in English
    "Curriculum e candidature": "CVs and applications",
    "Colloquio": "Job interviews",
    "Competenze digitali": "Digital skills",
    "Settori e professioni": "Sectors and trades",
    "Diritti e inclusione": "Rights and inclusion",
    "Networking": "Networking",
    "Giovani": "Young people",
}
EVERYBODY, ANYBODY = "Tutte le persone in cerca di lavoro", "Anyone looking for work"
CV = Lab(
    "Il curriculum che si fa leggere",
    "Curriculum e candidature",
    "Scrivere o rifare il proprio CV e la lettera di presentazione, con esempi e revisione in piccoli gruppi.",
    EVERYBODY,
    "Sportello Lavoro",
    said=Said(
        "Scriviamo insieme il tuo curriculum. Non serve averne già uno. Esci con un curriculum pronto da mandare.",
        "We write your CV together. You do not need to have one already. You leave with a CV that is ready to send.",
        "A CV that gets read",
        "Write your CV and cover letter, or rewrite them, with examples and feedback in small groups.",
        ANYBODY,
        (Thing.IDENTITY_CARD, Thing.CURRICULUM, Thing.PEN),
        False,
    ),
)
INTERVIEW = Lab(
    "Il colloquio di lavoro",
    "Colloquio",
    "Simulazioni di colloquio individuale e di gruppo: prepararsi, raccontarsi, fare domande.",
    EVERYBODY,
    "Randstad",
    said=Said(
        "Proviamo un colloquio di lavoro. Impari che cosa dire e che cosa chiedere. Si può sbagliare: è una prova.",
        "We practise a job interview. You learn what to say and what to ask. Mistakes are fine: it is only practice.",
        "The job interview",
        "Practice interviews, one to one and in groups: get ready, tell your story, ask questions.",
        ANYBODY,
        (Thing.CURRICULUM,),
        False,
    ),
)
ONLINE_SEARCH = Lab(
    "Cercare lavoro online",
    "Competenze digitali",
    "Portali, LinkedIn, «Lavoro per te», candidature via e-mail: tre incontri pratici al computer.",
    "Chi usa già il computer ma vuole cercare meglio",
    "Biblioteca Salaborsa",
    said=Said(
        "Usiamo il computer per cercare lavoro. I computer ci sono già. Sono tre incontri: vieni a tutti, se puoi.",
        "We use computers to look for work. The computers are there. There are three meetings: try to come to all.",
        "Looking for work online",
        "Job portals, LinkedIn, «Lavoro per te», applying by e-mail: three hands-on meetings at the computer.",
        "People who already use a computer and want to search better",
        (Thing.PHONE, Thing.GLASSES),
        False,
    ),
)
CARE = Lab(
    "Operatore socio-sanitario: il mestiere, il percorso",
    "Settori e professioni",
    "Che cosa fa un OSS, come ci si qualifica, chi assume nel territorio metropolitano.",
    "Chi è interessato al lavoro di cura",
    "Oasi Formazione",
    said=Said(
        "L'OSS aiuta le persone malate o anziane. Ti spieghiamo il lavoro, il corso e chi assume.",
        "A care worker helps people who are ill or old. We explain the job, the course and who is hiring.",
        "Care worker: the job and how to get there",
        "What a care worker does, how to qualify, and who is hiring in the metropolitan area.",
        "Anyone interested in care work",
        (Thing.NOTHING,),
        True,
    ),
)
RIGHTS = Lab(
    "Contratti e diritti",
    "Diritti e inclusione",
    "Leggere una busta paga, riconoscere un contratto, sapere a chi rivolgersi.",
    EVERYBODY,
    "Sportello Lavoro",
    said=Said(
        "Leggiamo insieme un contratto e una busta paga. Ti diciamo quali diritti hai e chi ti aiuta.",
        "We read a contract and a payslip together. We tell you which rights you have and who can help.",
        "Contracts and rights",
        "Read a payslip, recognise a contract, know whom to turn to.",
        ANYBODY,
        (Thing.GLASSES, Thing.PEN),
        True,
    ),
)
BUILDING = Lab(
    "Lavorare nell'edilizia",
    "Settori e professioni",
    "Le figure più richieste nel settore «Construction», sicurezza e patentini.",
    "Chi è interessato al settore",
    "Adecco",
    said=Said(
        title="Working in construction",
        summary="The trades most in demand in construction, safety and licences.",
        audience="Anyone interested in the sector",
        to_bring=(Thing.IDENTITY_CARD,),
    ),
)
ITALIAN = Lab(
    "Parole per lavorare",
    "Diritti e inclusione",
    "L'italiano del colloquio e del posto di lavoro, per chi lo sta ancora imparando.",
    "Persone di madrelingua non italiana",
    "Biblioteca Salaborsa",
    said=Said(
        "Impari le parole italiane del lavoro. Parliamo piano. Puoi venire con i bambini.",
        "You learn the Italian words you need at work. We speak slowly. You can bring your children.",
        "Words for work",
        "The Italian of interviews and of the workplace, for people who are still learning it.",
        "People whose first language is not Italian",
        (Thing.PEN,),
        True,
    ),
)
OFFICE_WORK = Lab(
    "Il lavoro d'ufficio",
    "Settori e professioni",
    "Ruoli, strumenti e candidature nel mondo impiegatizio.",
    EVERYBODY,
    "Gi Group",
    said=Said(title="Office work", summary="Roles, tools and applications in office jobs.", audience=ANYBODY),
)
TARGETED = Lab(
    "Legge 68/99: il collocamento mirato",
    "Diritti e inclusione",
    "Come funziona l'iscrizione, quali tutele, come presentarsi all'azienda.",
    "Persone con disabilità o invalidità",
    "Sportello Lavoro",
    reserved=True,
    said=Said(
        "C'è una legge che aiuta chi ha una disabilità a trovare lavoro. Ti spieghiamo come iscriverti.",
        "There is a law that helps people with a disability to find work. We explain how to sign up.",
        "Law 68/99: targeted placement",
        "How to enrol, what protection you have, how to introduce yourself to a company.",
        "People with a disability",
        (Thing.IDENTITY_CARD, Thing.GLASSES),
        None,
    ),
)
NETWORKING = Lab(
    "Giornata di networking con gli enti di formazione",
    "Networking",
    "Una mattinata di incontro: la formazione finanziata, la Bussola del lavoro, la disseminazione sul territorio.",
    "Enti di formazione del territorio",
    "Social Seed",
    kind="Giornata di networking",
)
YOUNG = Lab(
    "Dopo le superiori: e adesso?",
    "Giovani",
    "Orientarsi fra lavoro, formazione e tirocini a 18-24 anni.",
    "Giovani 18-24 anni",
    "Centro Risorse per l'Orientamento «Maria Luisa Pombeni»",
    said=Said(
        "Hai finito la scuola e non sai che cosa fare? Parliamo di lavoro, corsi e tirocini.",
        "You have left school and do not know what to do? We talk about jobs, courses and traineeships.",
        "After school: what now?",
        "Finding your way among jobs, training and traineeships at 18 to 24.",
        "Young people aged 18 to 24",
        (Thing.PHONE,),
        False,
    ),
)
LABS = [CV, INTERVIEW, ONLINE_SEARCH, CARE, RIGHTS, BUILDING, ITALIAN, OFFICE_WORK, TARGETED, NETWORKING, YOUNG]
