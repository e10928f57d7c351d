"""The half-year to hang on a wall: A3, large when there is little on it, closer when there is much."""

from app.programme.printed import Paper, printed

FEW, SOME, SNUG = 10, 18, 26  # editions that fit one page in ever smaller type


def poster(paper: Paper) -> bytes:
    """The poster as a PDF: one page for a usual half-year, as many as it takes for a large one."""
    count = len(paper.editions)
    sizes = {FEW: "few", SOME: "some", SNUG: "snug"}
    size = next((name for most, name in sizes.items() if count <= most), "many")
    return printed(paper, "poster", size=size)
