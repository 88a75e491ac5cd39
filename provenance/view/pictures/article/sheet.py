from provenance.view.drawing import Canvas, Markup
from provenance.view.pictures.article.reading import Limits, Reading
SHEET_LIMITS = Limits(passages=120, marks=600, letters=14_000, findings=60)
def sheet_of(reading: Reading, title: str, description: str) -> Markup:
    c=Canvas(700); c.text(5,20,"x"); return c.svg(100,title=title,description=description)
