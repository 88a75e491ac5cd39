"""The words the extractor knows: data, and the few lines that make tables of them."""

from provenance.extraction.lexicon.lists import word_set

__all__ = ["word_set"]
