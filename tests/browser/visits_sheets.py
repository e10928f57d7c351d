"""The half-year as a spreadsheet: taken out, looked over, brought in."""

from tests.browser.visit import OFFICE, Visit, form

IMPORT = "/ufficio/programmi/importa"
SHEETS = [
    Visit("office.sheets.show", f"{OFFICE}/foglio", "office"),
    Visit("office.sheets.new_import", IMPORT, "office"),
    form("office.sheets.create_import", IMPORT, "office", half_year="primavera"),
    Visit("office.sheets.show_import", f"{IMPORT}/{{changed_sheet}}", "office"),
    Visit("office.sheets.show_import", f"{IMPORT}/{{same_sheet}}", "office"),
    Visit("office.sheets.show_import", f"{IMPORT}/{{refused_sheet}}", "office"),
    Visit("office.sheets.show_import", f"{IMPORT}/{{faulty_sheet}}", "office"),
    Visit("office.sheets.show_import", f"{IMPORT}/{{faulty_sheet}}?righe=tutte", "office"),
    Visit("office.sheets.show_import", f"{IMPORT}/mai-vista", "office", status=410),
]
