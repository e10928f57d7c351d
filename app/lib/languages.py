"""The ten languages that the system can speak: what each calls itself, and which way it is written."""

SOURCE = "it"  # the one that the code is written in
ALWAYS = ("it", "en")  # spoken everywhere, the office's pages included
OWN_NAMES = {  # in the order in which they are offered
    "it": "Italiano",
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ro": "Română",
    "uk": "Українська",
    "ar": "العربية",
    "ur": "اردو",
    "zh": "中文",
    "bn": "বাংলা",
}
ALL = tuple(OWN_NAMES)
DRAFTED = tuple(code for code in ALL if code not in ALWAYS)  # the public's alone, until the office switches them on
RIGHT_TO_LEFT = {"ar", "ur"}


def direction(language: str) -> str:
    """«rtl» or «ltr», as HTML's ``dir`` says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def own_name(language: str) -> str:
    """What the language calls itself: «Français»; a code that is none of ours is its own name."""
    return OWN_NAMES.get(language, language)
