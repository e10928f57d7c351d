"""The office's pages about the languages of the public."""

from tests.browser.visit import Visit

LANGUAGES = [
    Visit("office.languages.index", "/ufficio/lingue/", "office"),
    Visit("office.languages.show", "/ufficio/lingue/ar", "office"),
    Visit("office.languages.show", "/ufficio/lingue/fr?cerca=biglietto", "office"),
    Visit("office.languages.show", "/ufficio/lingue/fr?cerca=niente%20di%20simile", "office"),
    Visit("office.languages.edit", "/ufficio/lingue/ur/stato", "office"),
]
