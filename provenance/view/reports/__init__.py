"""The report: a story as one page that stands alone, to be read, printed and handed over."""

from provenance.view.reports.page import report

__all__ = ["report"]
