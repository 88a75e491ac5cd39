"""Verbs of taking a side: for, against, wanting, fearing. In the wide scope their object is a content.

The lines are read as those of `cues` are. `w` alone: only in the wide scope, with a noun phrase or an
infinitive (*backed the plan*, *wants to leave*).
"""

__all__ = ["STANCES", "TOPIC_PREPOSITIONS"]

STANCES = """
back w evaluation CT+
endorse w evaluation CT+
support w evaluation CT+
oppose w evaluation CT-
favour w evaluation CT+
favor w evaluation CT+
want wn intention Uu
seek w intention Uu
intend w intention Uu
plan w intention Uu
aim w intention Uu
refuse w intention CT-
embrace w evaluation CT+
defend wc evaluation CT+
decry wc evaluation CT+
deplore wc evaluation CT+
deride wc evaluation CT+
ridicule w evaluation CT-
assail w evaluation CT-
attack w evaluation CT-
lambast w evaluation CT-
lambaste w evaluation CT-
advocate wG evaluation CT+
champion w evaluation CT+
prefer w evaluation CT+
admire w evaluation CT+
respect w evaluation CT+
love w evaluation CT+
hate w evaluation CT-
dislike w evaluation CT-
dread w belief PS+
resent w evaluation CT+
appreciate w evaluation CT+
commend wc evaluation CT+
congratulate w evaluation CT+
contemplate wG intention Uu
rule-out w intention CT-
push-for w request_or_order CT+
view c evaluation CT+
regard c evaluation CT+
compare c evaluation CT+
distrust w evaluation CT-
trust w evaluation CT+"""

TOPIC_PREPOSITIONS = {
    "complain": "about of",
    "worry": "about",
    "boast": "of about",
    "brag": "of about",
    "agree": "with on",
    "disagree": "with on over about",
    "apologise": "for",
    "apologize": "for",
    "object": "to",
    "argue": "for against",
    "hint": "at",
    "insist": "on",
    "plead": "for",
    "hope": "for",
    "think": "of",
    "warn": "of about against",
    "advise": "against",
    "caution": "against",
    "recommend": "against",
    "protest": "against",
    "campaign": "for against",
    "dream": "of",
    "believe": "in",
}
"""In the wide scope also: "complained about the noise", "apologised for the delay"."""
