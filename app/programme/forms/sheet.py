"""The office's spreadsheet, sent to be looked over."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField, ValidationError
from wtforms.validators import Optional, Regexp

from app.lib.names import tidy
from app.lib.tables import LARGEST_FILE, UnreadableTable, is_text_table, refuse_unreadable
from app.programme.forms.fields import tidied

LONGEST_FILE_NAME = 120  # letters


class SheetForm(FlaskForm):
    """``content`` and ``file_name`` are what was sent, once the form is valid."""

    file = FileField(_l("Foglio del semestre"), [FileRequired(_l("Scegli il foglio da caricare"))])
    half_year = StringField(
        _l("Semestre"),
        [Optional(), Regexp(r"20\d\d-[12]\Z", message=_l("Scrivi il semestre come 2027-1 o 2027-2"))],
        filters=[tidied],
    )
    content = b""

    @property
    def file_name(self) -> str:
        return tidy(self.file.data.filename or "foglio.xlsx")[-LONGEST_FILE_NAME:]

    def validate_file(self, field: FileField) -> None:
        """One sentence for each way in which a file may be no sheet of ours."""
        self.content = field.data.read(LARGEST_FILE + 1)
        field.data.close()
        try:
            if is_text_table(self.file_name):
                raise UnreadableTable(_("è un CSV, e il programma ha più fogli. Salvalo come .xlsx e ricaricalo."))
            refuse_unreadable(self.content)
        except UnreadableTable as error:
            raise ValidationError(f"{self.file_name}: {error}") from error
