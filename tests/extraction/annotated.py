"""Sentences written and annotated by hand: what a reader would say is attributed to whom.

Each case is a text and its attributions as (source, cue, content); parts of a discontinuous
span are joined by " | ". Names, places and events are invented.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """A text and what it attributes."""

    text: str
    expected: tuple[tuple[str, str, str], ...]


def case(text: str, *expected: tuple[str, str, str]) -> Case:
    """Write one case."""
    return Case(text, expected)


VERBS_FIRST = [
    case(
        "The mayor said on Monday that the bridge would close in March.",
        ("The mayor", "said", "the bridge would close in March"),
    ),
    case(
        "Finance Minister Ana Duarte told Reuters the government had no plans to raise taxes.",
        ("Finance Minister Ana Duarte", "told", "the government had no plans to raise taxes"),
    ),
    case(
        "A senior official, who asked not to be named because the talks are private, said the deal was close.",
        (
            "A senior official, who asked not to be named because the talks are private",
            "said",
            "the deal was close",
        ),
    ),
    case(
        "Marta Lund, a spokeswoman for the airline, said in a statement that all passengers were safe.",
        ("Marta Lund, a spokeswoman for the airline", "said", "all passengers were safe"),
    ),
    case(
        "Police in Leeds have said they are treating the death as unexplained.",
        ("Police in Leeds", "have said", "they are treating the death as unexplained"),
    ),
    case(
        "Critics argue the law does little to protect tenants.",
        ("Critics", "argue", "the law does little to protect tenants"),
    ),
    case(
        "The study found that children who slept less scored lower on memory tests.",
        ("The study", "found", "children who slept less scored lower on memory tests"),
    ),
    case(
        "Economists expect the central bank will raise rates again in June.",
        ("Economists", "expect", "the central bank will raise rates again in June"),
    ),
    case(
        "Mr. Okafor denied that he had ever met the contractor.",
        ("Mr. Okafor", "denied", "he had ever met the contractor"),
    ),
    case(
        "She also pointed out that the previous report was never published.",
        ("She", "pointed out", "the previous report was never published"),
    ),
    case(
        "Asked about the leak, Petrov said he had not read the memo.",
        ("Petrov", "said", "he had not read the memo"),
    ),
    case(
        "In an interview with the BBC on Sunday, the former president said the vote had been stolen.",
        ("the former president", "said", "the vote had been stolen"),
    ),
    case(
        "The company, which employs 3,000 people, announced that it would close its plant in Ohio.",
        ("The company, which employs 3,000 people", "announced", "it would close its plant in Ohio"),
    ),
    case(
        "Witnesses told investigators that the driver was speeding and that the lights were off.",
        ("Witnesses", "told", "the driver was speeding and that the lights were off"),
    ),
    case(
        "The White House did not say when the order would be signed.",
        ("The White House", "did not say", "when the order would be signed"),
    ),
    case(
        "He asked whether the army would withdraw.",
        ("He", "asked", "whether the army would withdraw"),
    ),
    case(
        "The minister explained why the talks had failed.",
        ("The minister", "explained", "why the talks had failed"),
    ),
    case(
        "The union warned of further strikes if the offer is not improved.",
        ("The union", "warned", "further strikes if the offer is not improved"),
    ),
    case(
        "The Ministry of Health announced the closure of three clinics near the border.",
        ("The Ministry of Health", "announced", "the closure of three clinics near the border"),
    ),
    case(
        "The senator vowed to fight the ruling.",
        ("The senator", "vowed", "to fight the ruling"),
    ),
    case(
        "Aid groups urged the council to lift the blockade.",
        ("Aid groups", "urged", "the council to lift the blockade"),
    ),
    case(
        "Prosecutors allege that the two men moved $4 million through a bakery in Marseille.",
        ("Prosecutors", "allege", "the two men moved $4 million through a bakery in Marseille"),
    ),
    case(
        "There were no injuries, but the fire chief said the building was a total loss.",
        ("the fire chief", "said", "the building was a total loss"),
    ),
    case(
        "Smith said he was leaving and Jones said she would stay.",
        ("Smith", "said", "he was leaving"),
        ("Jones", "said", "she would stay"),
    ),
    case(
        "The chief executive of the bank, Lars Holm, said that profits fell 12 percent, adding that no jobs would be cut.",
        ("The chief executive of the bank, Lars Holm", "said", "profits fell 12 percent"),
        ("The chief executive of the bank, Lars Holm", "adding", "no jobs would be cut"),
    ),
    case(
        "Doctors said the boy was stable and added that he could go home within days.",
        ("Doctors", "said", "the boy was stable"),
        ("Doctors", "added", "he could go home within days"),
    ),
    case(
        "The prime minister insisted there would be no early election, while opposition leaders said the coalition was finished.",
        ("The prime minister", "insisted", "there would be no early election"),
        ("opposition leaders", "said", "the coalition was finished"),
    ),
    case(
        "One of the survivors, 19-year-old Amina Yusuf, said the boat had no life jackets.",
        ("One of the survivors, 19-year-old Amina Yusuf", "said", "the boat had no life jackets"),
    ),
    case(
        "Two people familiar with the matter said the board would meet on Thursday.",
        ("Two people familiar with the matter", "said", "the board would meet on Thursday"),
    ),
    case(
        "Deputy Commissioner Helen Park of the Metropolitan Police said officers had acted lawfully.",
        ("Deputy Commissioner Helen Park of the Metropolitan Police", "said", "officers had acted lawfully"),
    ),
    case(
        "Officials on Tuesday said that the dam was safe.",
        ("Officials", "said", "the dam was safe"),
    ),
    case(
        "The president, speaking at a rally in Ohio, said the border was closed.",
        ("The president", "said", "the border was closed"),
    ),
    case(
        "Neither the company nor its lawyers responded, but a spokesman said the claims were baseless.",
        ("a spokesman", "said", "the claims were baseless"),
    ),
]

CONTENT_FIRST = [
    case(
        "The tunnel will reopen by the end of the week, the operator said.",
        ("the operator", "said", "The tunnel will reopen by the end of the week"),
    ),
    case(
        "At least 14 people were killed in the blast, said Karim Aziz, a doctor at the city hospital.",
        ("Karim Aziz, a doctor at the city hospital", "said", "At least 14 people were killed in the blast"),
    ),
    case(
        "The plan, he said, would save thousands of jobs.",
        ("he", "said", "The plan | would save thousands of jobs"),
    ),
    case(
        "The attack was carried out by two men, according to police.",
        ("police", "according to", "The attack was carried out by two men"),
    ),
    case(
        "According to the United Nations, more than 40,000 people have fled the city since May.",
        ("the United Nations", "According to", "more than 40,000 people have fled the city since May"),
    ),
    case(
        "The dam, according to a report published on Friday, was built without a permit.",
        ("a report published on Friday", "according to", "The dam | was built without a permit"),
    ),
    case(
        "Inflation slowed to 3.1 percent in October, the statistics office reported on Tuesday.",
        ("the statistics office", "reported", "Inflation slowed to 3.1 percent in October"),
    ),
    case(
        "The suspect was driving a stolen van, police believe.",
        ("police", "believe", "The suspect was driving a stolen van"),
    ),
    case(
        "In the words of one diplomat, the summit was a waste of time.",
        ("one diplomat", "In the words of", "the summit was a waste of time"),
    ),
    case(
        "No one was hurt, a spokesman for the fire service told the Daily Echo.",
        ("a spokesman for the fire service", "told", "No one was hurt"),
    ),
]

QUOTATIONS = [
    case(
        '"We will not negotiate with them," the minister said.',
        ("the minister", "said", '"We will not negotiate with them,"'),
    ),
    case(
        "“This is a great day for the town,” said Councillor Joan Briggs, who chairs the planning committee.",
        ("Councillor Joan Briggs", "said", "“This is a great day for the town,”"),
    ),
    case(
        '"It was dark," she said. "I could not see the road."',
        ("she", "said", '"It was dark," | "I could not see the road."'),
    ),
    case(
        '"The water came in minutes," Mr Rahman said, "and we climbed on the roof."',
        ("Mr Rahman", "said", '"The water came in minutes," | "and we climbed on the roof."'),
    ),
    case(
        'He said: "I have nothing to hide."',
        ("He", "said", '"I have nothing to hide."'),
    ),
    case(
        'The judge told him: "You showed no remorse."',
        ("The judge", "told", '"You showed no remorse."'),
    ),
    case(
        'In a statement, the club said:\n\n"We are aware of the allegations and will cooperate fully with the league."',
        ("the club", "said", '"We are aware of the allegations and will cooperate fully with the league."'),
    ),
    case(
        "‘It’s a disgrace,’ said Mrs Hall. ‘The council’s done nothing.’",
        ("Mrs Hall", "said", "‘It’s a disgrace,’ | ‘The council’s done nothing.’"),
    ),
    case(
        '"Is it safe?" asked one resident.',
        ("one resident", "asked", '"Is it safe?"'),
    ),
    case(
        '"Is it safe?" Ms. Cole asked.',
        ("Ms. Cole", "asked", '"Is it safe?"'),
    ),
    case(
        'The coach called the decision a "joke" and walked out.',
        ("The coach", "called", 'the decision a "joke"'),
    ),
    case(
        'The minister said the offer was "dead on arrival" and would not be revived.',
        ("The minister", "said", 'the offer was "dead on arrival" and would not be revived'),
    ),
    case(
        "“I was born here.\n\n“My mother was born here.\n\n“I will die here,” Tomas Reyes said.",
        ("Tomas Reyes", "said", "“I was born here.\n\n“My mother was born here.\n\n“I will die here,”"),
    ),
    case(
        'The film "The Last Harvest" won three prizes at the festival in Lyon.',
    ),
    case(
        'The so-called "peace corridor" was shelled again overnight.',
    ),
    case(
        "« Nous partons », said the captain.",
        ("the captain", "said", "« Nous partons »"),
    ),
    case(
        '"No comment," was all the lawyer would say.',
    ),
    case(
        'Lopez tweeted: "Proud of this team."',
        ("Lopez", "tweeted", '"Proud of this team."'),
    ),
    case(
        '"I am innocent," he told the court, adding that he had been at home that night.',
        ("he", "told", '"I am innocent,"'),
        ("he", "adding", "he had been at home that night"),
    ),
    case(
        'Asked if he would resign, Dunne replied: "Absolutely not."',
        ("Dunne", "replied", '"Absolutely not."'),
    ),
]

NESTED = [
    case(
        "As The Herald reports, on Friday the Ministry of Transport said the line would reopen.",
        ("The Herald", "reports", "on Friday the Ministry of Transport said the line would reopen"),
        ("the Ministry of Transport", "said", "the line would reopen"),
    ),
    case(
        "The general said he believed the town would hold.",
        ("The general", "said", "he believed the town would hold"),
        ("he", "believed", "the town would hold"),
    ),
    case(
        "The minister said the fire was under control, according to the state news agency.",
        ("the state news agency", "according to", "The minister said the fire was under control"),
        ("The minister", "said", "the fire was under control"),
    ),
    case(
        '"I think we can win this," Garcia said.',
        ("Garcia", "said", '"I think we can win this,"'),
        ("I", "think", "we can win this"),
    ),
    case(
        "The newspaper reported that, according to two diplomats, the embassy would be moved.",
        ("The newspaper", "reported", "according to two diplomats, the embassy would be moved"),
        ("two diplomats", "according to", "the embassy would be moved"),
    ),
]

OTHERS = [
    case(
        "It was reported that the ferry had sunk.",
        ("", "was reported", "the ferry had sunk"),
    ),
    case(
        "The actor was quoted as saying that the scene was cut.",
        ("The actor", "was quoted as saying", "the scene was cut"),
    ),
    case(
        "The group is believed to have crossed the river at night.",
        ("", "is believed", "The group | to have crossed the river at night"),
    ),
    case(
        "The president repeated his claim that the election was rigged.",
        ("his", "claim", "the election was rigged"),
    ),
    case(
        "The company rejected the claim that it had known about the leak.",
        ("", "claim", "it had known about the leak"),
    ),
    case(
        "The men allegedly stole 40 cars.",
        ("", "allegedly", "The men | stole 40 cars"),
    ),
    case(
        "He reportedly left the country on Sunday.",
        ("", "reportedly", "He | left the country on Sunday"),
    ),
    case(
        "The committee came to the conclusion that the evidence was thin.",
        ("The committee", "came to the conclusion", "the evidence was thin"),
    ),
    case(
        "Iran will answer any attack, minister\n\nIt was a long night in the capital.",
        ("minister", "", "Iran will answer any attack"),
    ),
    case(
        "SMITH: We were told to wait in the corridor.",
        ("SMITH", "", "We were told to wait in the corridor"),
    ),
    case(
        "The bridge was built in 1931 and is 300 metres long.",
    ),
    case(
        "The report was published in May and runs to 400 pages.",
    ),
    case(
        "Her statement was short. The claims process takes weeks.",
    ),
    case(
        "According to plan, the convoy left at dawn.",
    ),
]

ALL = [*VERBS_FIRST, *CONTENT_FIRST, *QUOTATIONS, *NESTED, *OTHERS]
