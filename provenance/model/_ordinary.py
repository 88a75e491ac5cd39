"""Words that are parts of names and stand in every text as well."""

__all__ = ["COMMON", "SUFFIXES", "TITLES"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    admiral ambassador bishop captain chairman chancellor chief col colonel commander councillor dame
    director doctor dr engineer frau gen general gov governor herr inspector judge king lady lieutenant
    lord lt madame major mayor minister miss monsieur mr mrs ms mx officer pan pani pope president prime
    prince princess private prof professor queen rabbi rep rev reverend saint sen senator senior senor
    senora sergeant sgt sheikh sheriff sir spokesman spokesperson spokeswoman st
    """
)
"""What may stand before a name; as the last part of one it is a name ("King")."""

SUFFIXES = _words("jr sr junior senior ii iii iv phd md esq")
"""What may stand after a name."""

# Written over wherever they stand, they would tell the name rather than hide it.
COMMON = _words(
    """
    a about after all also am an and any are as at back be been but by can come could day did do for
    from get go good had has have he her him his how i if in into is it its just like made make man
    many may me more most much must my new no not now of on one only or other our out over said say
    see she so some take than that the their them then there these they this time to two up us use
    very was way we well went were what when which who will with would year yes you your

    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday

    aber als am an auch auf aus bei das dem den der des die du ein er es fur hat ich ihr im in ist
    ja mit nach nicht sich sie sind so um und uns von vor war was wer wie wir zu zum zur

    al au aux ce ces con da dal dans das de del della des di do dos du e el elle en era es est et eu
    gli he il ils je la las le les lo los lui mais ma me mi na nas ne no nos nous o os ou par pas per
    por pour que qui sa se ses si son su sur te tu un una une uno van vi y ya yo

    af ab bin bint dan dat det do een en er het hij ik ibn is jest nie og oraz po sie sa te ter to
    tak ten van voor za ze
    """
)
"""Words without meaning of their own in languages of the Latin script, months and days; folded."""
