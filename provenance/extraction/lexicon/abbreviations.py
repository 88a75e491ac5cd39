"""Abbreviations whose full stop does not end a sentence."""

from provenance.extraction.lexicon.lists import word_set

__all__ = ["ABBREVIATIONS", "MAY_END_SENTENCE"]

MAY_END_SENTENCE = word_set(
    "Inc Corp Co Ltd Bros Jr Sr Cos etc al Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec a.m "
    "p.m Calif Fla Ill Mass Mich Minn Conn Wash Va Pa Tex Ariz Ark Colo Del Ga Ind Kan Ky La Md "
    "Me Miss Mo Mont Neb Nev Okla Ore Tenn Vt Wis Wyo Ala Ph.D M.D Plc St Ave Blvd Rd"
)
"""These may: whether they do is told from the next word."""

ABBREVIATIONS = MAY_END_SENTENCE | word_set(
    "Mr Mrs Ms Dr Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Maj Capt Cpl Sgt Pvt Adm Cmdr Supt "
    "Det Insp Rev Hon Pres Fr Msgr Mt Ft vs Vs No Nos cf e.g i.e approx est Dist Atty Dep Asst "
    "Messrs Mmes Mme Mlle Brig Cllr Spc Pfc Amb Secy"
)
