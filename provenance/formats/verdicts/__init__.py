"""Verdicts in other people's words: what a checker's label means, and how to say ours elsewhere.

A rating's label is the verdict; its number is not. (Of real ratings, the word `Falso` comes as 1 of 5,
4 of 6, 1 of 6 and 1 of 2.) So `read` takes a label and never a number: it is looked up in what is known
of the checker, then in what is known of the language, and then the reading stops. No sentence is
guessed at by its keywords.

`say` goes the other way: from a `Verdict` to the word that another vocabulary has for it, with what
is lost by using that word. `load` and `register` add the labels of your own checker.

The tables are JSON files beside this module.
"""

from provenance.formats.verdicts._labels import LabelTable, LabelWords, normalised, table_from_plain
from provenance.formats.verdicts._reading import LabelReading, checkers, languages, load, read, register
from provenance.formats.verdicts._vocabularies import Saying, Vocabulary, say, vocabularies, vocabulary

__all__ = [
    "LabelReading",
    "LabelTable",
    "LabelWords",
    "Saying",
    "Vocabulary",
    "checkers",
    "languages",
    "load",
    "normalised",
    "read",
    "register",
    "say",
    "table_from_plain",
    "vocabularies",
    "vocabulary",
]
