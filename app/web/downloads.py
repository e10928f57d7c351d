from flask import Response, make_response

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"


def file_answer(content: bytes, kind: str, name: str, *, shown: bool = False) -> Response:
    """``content`` of the media type ``kind``, as a file called ``name`` (ASCII): to keep, or ``shown`` at once."""
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    return answer
