"""Time expressions as news has them: a list to read through, each with what it means on a Tuesday."""

import time
from datetime import date

import pytest

from provenance.errors import InvalidValueError
from provenance.model.when import When, find_times

TUESDAY = date(2025, 11, 4)

MEANT = """
10 p.m. on Tuesday | 2025-11-04
at 10:30 on Monday | 2025-11-03
on Nov. 3 at 10 a.m. | 2025-11-03
at midnight on Monday | 2025-11-03
at dawn on Monday | 2025-11-03
the morning of Nov. 3 | 2025-11-03
this past Monday | 2025-11-03
this coming Friday | 2025-11-07
coming Friday | 2025-11-07
two Mondays ago | 2025-10-27
Monday's | 2025-11-03
Monday and Tuesday | 2025-11-03/2025-11-04
all week | 2025-11-03/2025-11-09
within days | 2025-11-04~/..
minutes ago | 2025-11-03~/2025-11-04~
the week before last | 2025-10-20/2025-10-26
the year before last | 2023
the week after next | 2025-11-17/2025-11-23
last year's March | 2024-03
March last year | 2024-03
in March last year | 2024-03
1,000 days ago | 2023-02-08
for 1,000 days | 2023-02-08
a hundred years ago | 1925~
two and a half years ago | 2023-05~
October and November | 2025-10/2025-11
in November and December 2024 | 2024-11/2024-12
mid-to-late October | 2025-10-11~/2025-10-31~
the winter of 2024-25 | 2024-24
on the night of 2 to 3 November | 2025-11-02/2025-11-03
on the 3rd | 2025-11-03
Q3 2025 | 2025-07/2025-09
the third quarter | 2025-07/2025-09
now | 2025-11-04
so far this year | 2025-01-01/2025-11-04
before Christmas | ../2025-12-24
New Year's Eve | 2025-12-31
earlier this week | 2025-11-03/2025-11-04
later this month | 2025-11-04/2025-11-30
over the weekend | 2025-11-01/2025-11-02
last weekend | 2025-11-01/2025-11-02
this summer | 2025-22
the first half of 2025 | 2025-01/2025-06
the end of October | 2025-10-26~/2025-10-31~
since 2014 | 2014/..
until Friday | ../2025-11-07
between 2 and 5 November | 2025-11-02/2025-11-05
from Monday to Wednesday | 2025-11-03/2025-11-05
Nov 3-5 | 2025-11-03/2025-11-05
in March | 2025-03
on March 5 | 2025-03-05
in February | 2025-02
in January | 2026-01
in December | 2025-12
on Monday, Nov. 3, 2025, at 10 a.m. EST | 2025-11-03
Tuesday night | 2025-11-04
late Sunday | 2025-11-02
early Monday morning | 2025-11-03
late last week | 2025-10-31~/2025-11-02~
early next week | 2025-11-10~/2025-11-11~
late last night | 2025-11-03/2025-11-04
earlier on Monday | 2025-11-03
later on Tuesday | 2025-11-04
later in the day | 2025-11-04
later today | 2025-11-04
this evening | 2025-11-04
tomorrow night | 2025-11-05
in the past 24 hours | 2025-11-03~/2025-11-04~
over the past 48 hours | 2025-11-02~/2025-11-04~
in the next 24 hours | 2025-11-04~/2025-11-05~
in the past few days | 2025-10-30~/2025-11-04~
over recent weeks | ../2025-11-04~
in recent months | ../2025-11-04~
in the coming days | 2025-11-04~/..
for the past three years | 2022-11-04~/2025-11-04~
for three years | 2022~
for decades | ../2005-11-04~
nearly four years ago | 2021-11-04~/2025-11-04~
almost a year ago | 2024-11-04~/2025-11-04~
just over a year ago | ../2024-11-04~
just under two weeks ago | 2025-10-21~/2025-11-04~
well over a year ago | ../2024-11-04~
about two months ago | 2025-09~
some 20 years ago | 2005~
roughly a decade ago | 2015~
several months ago | 2025-02~/2025-08~
a few hours ago | 2025-11-03~/2025-11-04~
half a century ago | 1975~
a quarter of a century ago | 2000~
days ago | ../2025-11-02~
years ago | ../2023-11-04~
a year ago this week | 2024-11-04/2024-11-10
in the 1980s | 198X
in the early 1980s | 1980~/1982~
the mid-1990s | 1993~/1995~
in the late 19th century | 1867~/1900~
early this year | 2025-01~/2025-04~
early last year | 2024-01~/2024-04~
early in 2025 | 2025-01~/2025-04~
late in November | 2025-11-21~/2025-11-30~
by 2030 | ../2030
by the end of 2025 | ../2025-12~
by year-end | ../2025-12~
before the end of the year | ../2025-12~
by mid-December | ../2025-12-20~
by noon Friday | ../2025-11-07
before 10 a.m. Monday | ../2025-11-10
until 6 p.m. on Friday | ../2025-11-07
no later than Friday | ../2025-11-07
as early as Monday | 2025-11-03
as soon as next week | 2025-11-10/2025-11-16
as recently as last month | 2025-10
as of Monday | 2025-11-03
starting Monday | 2025-11-03/..
beginning next week | 2025-11-10/..
from next Monday | 2025-11-10/..
through Friday | ../2025-11-07
through the end of the year | ../2025-12~
through 2026 | 2026
up until last week | ../2025-11-02
Jan. 6, 2021 | 2021-01-06
Feb 24th, 2022 | 2022-02-24
the 24th of February 2022 | 2022-02-24
Monday 3 November | 2025-11-03
Mon 3 Nov | 2025-11-03
Sunday Nov. 2 | 2025-11-02
November 3–5, 2025 | 2025-11-03/2025-11-05
Nov. 30-Dec. 2 | 2025-11-30/2025-12-02
November 30 to December 2 | 2025-11-30/2025-12-02
from Oct. 28 to Nov. 2 | 2025-10-28/2025-11-02
between October 28 and November 2 | 2025-10-28/2025-11-02
between March and June | 2025-03/2025-06
from January to October 2025 | 2025-01/2025-10
January-September 2025 | 2025-01/2025-09
January through September | 2025-01/2025-09
Monday through Friday | 2025-11-03/2025-11-07
from 2014 until 2016 | 2014/2016
2022-2024 | 2022/2024
in 2022 and 2023 | 2022/2023
in 2025 or 2026 | 2025/2026
on Monday or Tuesday | 2025-11-03/2025-11-04
in spring | 2025-21
in the spring | 2025-21
in late spring | 2025-05-01~/2025-05-31~
midweek | 2025-11-05~/2025-11-06~
noon on Monday | 2025-11-03
Monday at noon | 2025-11-03
shortly after midnight on Monday | 2025-11-03
shortly before 10 a.m. Monday | 2025-11-03
around 3 p.m. Monday | 2025-11-03
at about 10:30 p.m. local time on Sunday | 2025-11-02
at 0900 GMT on Monday | 2025-11-03
at 14:00 CET Monday | 2025-11-03
at 5 o'clock on Monday | 2025-11-03
10am Monday | 2025-11-03
10:30pm on Nov. 3 | 2025-11-03
Monday 10:30 | 2025-11-03
two weeks from now | 2025-11-17~/2025-11-23~
a week from Monday | 2025-11-17
a week on Monday | 2025-11-17
Monday week | 2025-11-17
a week from today | 2025-11-11
a week ago Monday | 2025-10-27
a week ago today | 2025-10-28
this time last year | 2024-11-04~
currently | 2025-11-04
right now | 2025-11-04
soon | 2025-11-04~/..
Christmas Day 2024 | 2024-12-25
on Christmas Eve | 2025-12-24
over Christmas | 2025-12-25~
since New Year | 2025-01-01/..
overnight into Monday | 2025-11-02/2025-11-03
overnight from Sunday to Monday | 2025-11-02/2025-11-03
the night of Nov. 2-3 | 2025-11-02/2025-11-03
the weekend of Nov. 1 | 2025-11-01/2025-11-02
the week of Oct. 27 | 2025-10-27/2025-11-02
in October this year | 2025-10
October of last year | 2024-10
in early to mid November | 2025-11-01~/2025-11-20~
year to date | 2025-01-01/2025-11-04
the second half of the year | 2025-07/2025-12
the second half of October | 2025-10-16~/2025-10-31~
H1 2025 | 2025-01/2025-06
2.5 years ago | 2023-05~
100 days ago | 2025-07-27
the last quarter of 2024 | 2024-10/2024-12
these days | 2025-11-04~
mid-2024 | 2024-05~/2024-08~
summer 2024 | 2024-22
the last three months of 2024 | 2024-10/2024-12
in the first week of November | 2025-11-01~/2025-11-07~
the first Monday of November | 2025-11-03
the last day of October | 2025-10-31
late on Nov. 3 | 2025-11-03
on the morning of the 3rd | 2025-11-03
on the 30th of last month | 2025-10-30
by the 15th | ../2025-11-15
Tuesday this week | 2025-11-04
Tuesday of last week | 2025-10-28
last week's | 2025-10-27/2025-11-02
yesterday's | 2025-11-03
some time last year | 2024
sometime in October | 2025-10
at the latest by Friday | ../2025-11-07
until now | ../2025-11-04
up to now | ../2025-11-04
from now on | 2025-11-04/..
before now | ../2025-11-03
at some point in 2024 | 2024
in or around 2014 | 2014~
c. 1500 | 1500~
circa 1850 | 1850~
November 1500 | 1500-11
in the year 1066 | 1066
between 10 p.m. Sunday and 2 a.m. Monday | 2025-11-02/2025-11-03
from noon Friday to midnight Sunday | 2025-10-31/2025-11-02
between 10 a.m. and noon on Monday | 2025-11-03
from 9 a.m. to 5 p.m. on Friday | 2025-10-31
after 6 p.m. on Monday | 2025-11-03/..
since noon Monday | 2025-11-03/..
on Monday before noon | 2025-11-03
just before midnight on Sunday | 2025-11-02
at around 2:30 a.m. (0030 GMT) on Monday | 2025-11-03
at 2.30pm on Monday | 2025-11-03
at 14:30 local time on Monday | 2025-11-03
Monday at 10 a.m. Eastern time | 2025-11-03
at 1400 GMT Monday | 2025-11-03
at about noon yesterday | 2025-11-03
yesterday at 5 p.m. | 2025-11-03
today at noon | 2025-11-04
tomorrow at 9 a.m. | 2025-11-05
10 a.m. Nov. 3 | 2025-11-03
Nov. 3, 2025, 10 a.m. | 2025-11-03
November 3, 2025 at 10:00 AM | 2025-11-03
3 November 2025 10:30 GMT | 2025-11-03
8 o'clock this morning | 2025-11-04
by dawn on Monday | ../2025-11-10
late Monday | 2025-11-03
late Monday night | 2025-11-03
early on Monday | 2025-11-03
the early hours of Monday | 2025-11-03
in the small hours of Nov. 3 | 2025-11-03
on Monday and Tuesday | 2025-11-03/2025-11-04
on Monday, Tuesday and Wednesday | 2025-10-27/2025-10-29
Saturday and Sunday | 2025-11-01/2025-11-02
on Saturday or Sunday | 2025-11-01/2025-11-02
Friday through Sunday | 2025-10-31/2025-11-02
between Friday and Sunday | 2025-10-31/2025-11-02
from Friday to Sunday | 2025-10-31/2025-11-02
Wednesday to Friday | 2025-10-29/2025-10-31
from last Monday to this Friday | 2025-11-03/2025-11-07
since last Monday | 2025-11-03/..
since last week | 2025-10-27/..
since the beginning of the year | 2025-01~/..
since early October | 2025-10-01~/..
since late last year | 2024-09~/..
until late 2026 | ../2026-12~
until the end of next year | ../2026-12~
until mid-November | ../2025-11-20~
by next summer | ../2026-22
by late Monday | ../2025-11-10
within a week | 2025-11-04~/2025-11-11~
within the next two weeks | 2025-11-04~/2025-11-18~
within 48 hours | 2025-11-04~/2025-11-06~
in a week | 2025-11-10~/2025-11-16~
in two weeks' time | 2025-11-17~/2025-11-23~
in a few days | 2025-11-06~/2025-11-09~
in the next few weeks | 2025-11-04~/2025-12-09~
over the next year | 2025-11-04~/2026-11-04~
over the last decade | 2015-11-04~/2025-11-04~
in the last century | 1925-11-04~/2025-11-04~
during the past 12 months | 2024-11-04~/2025-11-04~
the past year | 2024-11-04~/2025-11-04~
in the first nine months of 2025 | 2025-01/2025-09
in the first three weeks of October | 2025-10-01~/2025-10-21~
the second week of October | 2025-10-08~/2025-10-14~
the second half of the 1990s | 1995/1999
the first half of November | 2025-11-01~/2025-11-15~
the last week of October | 2025-10-25~/2025-10-31~
last Friday of October | 2025-10-31
the third Thursday in November | 2025-11-20
the second Tuesday of this month | 2025-11-11
in Q1 | 2026-01/2026-03
in the fourth quarter | 2025-10/2025-12
in the fourth quarter of last year | 2024-10/2024-12
Q2 of this year | 2025-04/2025-06
second-quarter 2025 | 2025-04/2025-06
July-September | 2025-07/2025-09
April to June this year | 2025-04/2025-06
from April to June this year | 2025-04/2025-06
between January and March of this year | 2025-01/2025-03
in January and February | 2026-01/2026-02
in June or July | 2025-06/2025-07
in 2023, 2024 and 2025 | 2023/2025
2023-24 | 2023/2024
in 2023/24 | 2023/2024
from 2023-2025 | 2023/2025
in the mid-2010s | 2013~/2015~
the early 2000s | 2000~/2002~
the 2010s | 201X
the 20th century | 1901/2000
in the late 1800s | 1866~/1899~
decades ago | ../2005-11-04~
a decade ago | 2015~
ten years ago | 2015~
10 years ago this month | 2015-11
100 years ago today | 1925-11-04
three centuries ago | 1725~
hours ago | 2025-11-03~/2025-11-04~
24 hours ago | 2025-11-03~
earlier in the day | 2025-11-04
earlier Monday | 2025-11-03
earlier in the week | 2025-11-03/2025-11-04
later this week | 2025-11-04/2025-11-09
later this year | 2025-11-04/2025-12-31
later in November | 2025-11-04/2025-11-30
this week so far | 2025-11-03/2025-11-04
this month so far | 2025-11-01/2025-11-04
this past week | 2025-10-28~/2025-11-04~
this past weekend | 2025-11-01/2025-11-02
this past summer | 2025-22
this coming week | 2025-11-04~/2025-11-11~
this coming weekend | 2025-11-08/2025-11-09
the coming weekend | 2025-11-08/2025-11-09
in the coming year | 2025-11-04~/2026-11-04~
over the coming months | 2025-11-04~/..
the weekend | 2025-11-01/2025-11-02
at the weekend | 2025-11-01/2025-11-02
on the weekend | 2025-11-01/2025-11-02
the weekend before last | 2025-10-25/2025-10-26
the Monday before last | 2025-10-27
the summer before last | 2024-22
the Friday after next | 2025-11-14
the month after next | 2026-01
three Fridays ago | 2025-10-17
two weeks ago Monday | 2025-10-20
a fortnight ago | 2025-10-20~/2025-10-26~
the past fortnight | 2025-10-21~/2025-11-04~
last Christmas | 2024-12-25
this Christmas | 2025-12-25
by Christmas | ../2025-12-25
since Christmas | 2024-12-25/..
after New Year's Day | 2026-01-02/..
on New Year's Eve 2024 | 2024-12-31
New Year's | 2026-01-01
on Halloween | 2025-10-31
on Dec. 25 | 2025-12-25
on Feb. 29 | 2024-02-29
on the 31st | 2025-10-31
on the 1st of the month | 2025-11-01
from the 1st to the 3rd | 2025-11-01/2025-11-03
between the 1st and 3rd of November | 2025-11-01/2025-11-03
Nov. 1 and 2 | 2025-11-01/2025-11-02
on November 1 and November 2 | 2025-11-01/2025-11-02
1 and 2 November | 2025-11-01/2025-11-02
Oct. 31-Nov. 2, 2025 | 2025-10-31/2025-11-02
31 October to 2 November | 2025-10-31/2025-11-02
Oct 31, 2025 - Nov 2, 2025 | 2025-10-31/2025-11-02
Monday, 3rd November | 2025-11-03
Monday the 3rd | 2025-11-03
Monday, the 3rd of November | 2025-11-03
Mon, Nov 3 | 2025-11-03
Tues. | 2025-11-04
on Tue | 2025-11-04
for weeks | ../2025-10-21~
for several months | 2025-02~/2025-08~
for the past several weeks | 2025-09-02~/2025-11-04~
for nearly four years | 2021-11-04~/2025-11-04~
for more than 1,000 days | ../2023-02-08~
more than three years ago | ../2022-11-04~
less than 24 hours ago | 2025-11-03~/2025-11-04~
over a year ago | ../2024-11-04~
over two years ago | ../2023-11-04~
a year and a half ago | 2024-05~
one and a half years ago | 2024-05~
three and a half decades ago | 1990~
two thousand years ago | 0025~
may | 2025-05
March 2025 | 2025-03
early March | 2025-03-01~/2025-03-10~
at the end of February | 2025-02-24~/2025-02-28~
as of Nov. 3 | 2025-11-03
as of Nov. 1, 2025 | 2025-11-01
last year and this year | 2024/2025
today and tomorrow | 2025-11-04/2025-11-05
yesterday and today | 2025-11-03/2025-11-04
tonight or tomorrow | 2025-11-04/2025-11-05
Tuesday night into Wednesday | 2025-11-04/2025-11-05
Sunday night into Monday morning | 2025-11-02/2025-11-03
on the night of Nov. 2 | 2025-11-02
up to two weeks ago | 2025-10-21~/2025-11-04~
10-12 November | 2025-11-10/2025-11-12
under a year ago | 2024-11-04~/2025-11-04~
under two weeks ago | 2025-10-21~/2025-11-04~
on the last Monday of the month | 2025-11-24
between now and Friday | 2025-11-04/2025-11-07
between now and the end of the year | 2025-11-04~/2025-12-31~
from now until Christmas | 2025-11-04/2025-12-25
from now to 2030 | 2025-11-04/2030-12-31
the day before yesterday | 2025-11-02
the day after tomorrow at noon | 2025-11-06
in the 2nd half of 2025 | 2025-07/2025-12
Monday, 10 November | 2025-11-10
Monday 10 November at 10 | 2025-11-10
3rd | 2025-11-03
the 3rd | 2025-11-03
may and june | 2025-05/2025-06
on sun | 2025-11-02
1 or 2 years ago | 2023~/2024~
one or two years ago | 2023~/2024~
two or three days ago | 2025-11-01~/2025-11-02~
two to three weeks ago | 2025-10-13~/2025-10-26~
Monday night | 2025-11-03
the night of Monday | 2025-11-03
night of November 2 to 3 | 2025-11-02/2025-11-03
on Friday the 13th | 2025-06-13
on Friday, the 13th of June | 2025-06-13
Friday, June 13 | 2025-06-13
the fall | 2025-23
this fall | 2025-23
in the fall of 2024 | 2024-23
the Fall | 2025-23
the winter | 2025-24
last winter | 2024-24
the winter before last | 2023-24
2024-25 | 2024/2025
1 Jan | 2026-01-01
Jan 1 | 2026-01-01
01 January 2025 | 2025-01-01
January 2025 to March 2025 | 2025-01/2025-03
early 2025 to late 2025 | 2025-01~/2025-12~
from early 2024 to mid-2025 | 2024-01~/2025-08~
since at least 2014 | 2014/..
since at least last week | 2025-10-27/..
until at least Friday | ../2025-11-07
by at least 2030 | ../2030
in less than a week | 2025-11-04~/2025-11-11~
in under a year | 2025-11-04~/2026-11-04~
in more than a year | 2026-11-04~/..
as long ago as 2014 | 2014
as far back as 2014 | 2014
as late as November | 2025-11
as soon as Monday | 2025-11-03
ahead of Christmas | ../2025-12-24
prior to 2014 | ../2013
moments ago | 2025-11-03~/2025-11-04~
a moment ago | 2025-11-03~/2025-11-04~
a minute ago | 2025-11-03~/2025-11-04~
a while ago | ../2025-11-04~
not long ago | ../2025-11-04~
long ago | ../2025-11-04~
in the past | ../2025-11-04~
recently | ../2025-11-04~
in recent history | ../2025-11-04~
lately | ../2025-11-04~
in the last few years | 2020-11-04~/2025-11-04~
in the next 10 years | 2025-11-04~/2035-11-04~
in 10 years | 2035~
in ten minutes | 2025-11-04~/2025-11-05~
overnight | 2025-11-03/2025-11-04
all summer | 2025-22
all of 2024 | 2024
all through 2024 | 2024
throughout the year | 2025
the whole of 2024 | 2024
the entire year | 2025
for all of 2024 | 2024
"""

# Counted from another day than that of writing, with two readings, or no times at all.
NOT_MEANT = """
3/11/2025
two days later
the next day
the following day
the same day
a week earlier
the previous week
that day
the day before
then
at the time
9/11
24/7
11/3
at noon
every Monday
Mondays
on Mondays
Easter 2025
Good Friday
Thanksgiving
on Tuesday last
10 this morning
shortly after dawn
Monday's early hours
on the eve of Nov. 3
the first days of November
the April-June quarter
the July-September quarter
the turn of the century
the night before last
last fortnight
ages ago
once
always
immediately
in the meantime
meanwhile
at 9
at first
at last
in the end
on time
in the second
on the first
a third
one
10
3.5
100
effective Monday
dated Nov. 3
yesterday or the day before
overnight on Sunday
overnight Sunday
the day before Christmas
two days before Christmas
a week after the election
the day after
next day
10/11/12
03-11-2025
2025/11/03
'24
in '24
over the past
over two days
at 5 months
under fire
a week before last
the last Monday
now and then
last and next year
and Monday
Monday and
Monday or
at 3
10/11
Monday 10
2 and 3
on Friday 13
2024–5
2024-2023
since around 2014
not until Monday
before or on Monday
as long as two years ago
as soon as possible
following Monday
the following Monday
the previous Monday
that Monday
later that Monday
earlier that month
that month
that year
the same week
a day later
hours later
days later
the day of the attack
year-round
annually
daily
"""


_PAIRS = [line.split(" | ") for line in MEANT.strip().splitlines()]


@pytest.mark.parametrize(("words", "edtf"), _PAIRS)
def test_an_expression_of_the_news_means_this_on_a_tuesday(words: str, edtf: str) -> None:
    when = When.resolve(words, TUESDAY)

    assert when is not None
    assert (when.to_edtf(), when.text) == (edtf, words)


@pytest.mark.parametrize("words", NOT_MEANT.strip().splitlines())
def test_what_is_counted_from_elsewhere_or_has_two_readings_is_left_alone(words: str) -> None:
    assert When.resolve(words, TUESDAY) is None


@pytest.mark.parametrize("words", [words for words, _ in _PAIRS])
def test_no_expression_depends_on_anything_but_the_day_of_writing(words: str) -> None:
    alone, against = When.resolve(words), When.resolve(words, TUESDAY)

    assert alone is None or (alone == against and alone.anchor is None)


@pytest.mark.parametrize("anchor", [date.min, date(1, 1, 5), date(9999, 12, 27), date.max])
@pytest.mark.parametrize("past", [None, True, False])
def test_at_the_ends_of_the_calendar_expressions_are_understood_or_not(
    anchor: date, past: bool | None
) -> None:
    for words, _ in _PAIRS:
        when = When.resolve(words, anchor, past=past)
        assert when is None or When.parse(when.to_edtf()).earliest == when.earliest


@pytest.mark.parametrize(
    ("words", "past", "edtf"),
    [
        ("in March", None, "2025-03"),
        ("in March", True, "2025-03"),
        ("in March", False, "2026-03"),
        ("on March 5", None, "2025-03-05"),
        ("on March 5", False, "2026-03-05"),
        ("in December", None, "2025-12"),
        ("in December", True, "2024-12"),
        ("on January 5", None, "2026-01-05"),
        ("on January 6", None, "2025-01-06"),
        ("on January 6", False, "2026-01-06"),
        ("in spring", None, "2025-21"),
        ("in winter", None, "2025-24"),
        ("on the 5th", None, "2025-10-05"),
        ("on the 5th", False, "2025-11-05"),
        ("on the 31st", False, "2025-12-31"),
        ("Q1", False, "2026-01/2026-03"),
        ("on New Year's Eve", True, "2024-12-31"),
        ("Monday and Thursday", None, "2025-10-27/2025-10-30"),
        ("Monday and Thursday", True, "2025-10-27/2025-10-30"),
        ("Monday and Thursday", False, "2025-11-10/2025-11-13"),
        ("from Monday to Friday", None, "2025-11-03/2025-11-07"),
        ("from Monday to Friday", True, "2025-10-27/2025-10-31"),
        ("Friday the 13th", False, "2026-02-13"),
        ("on Friday night into Saturday", False, "2025-11-07/2025-11-08"),
    ],
)
def test_the_tense_decides_and_without_one_it_is_the_past_unless_the_next_is_near(
    words: str, past: bool | None, edtf: str
) -> None:
    when = When.resolve(words, TUESDAY, past=past)

    assert when is not None
    assert when.to_edtf() == edtf


def test_within_days_of_something_past_is_counted_from_that() -> None:
    assert When.resolve("within days", TUESDAY, past=True) is None


@pytest.mark.parametrize("past", ["yes", 1, 0, b"", []])
def test_a_tense_is_true_false_or_none(past: object) -> None:
    with pytest.raises(InvalidValueError, match="tense"):
        When.resolve("on Monday", TUESDAY, past=past)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        *("\0", "\ud800", "on \ud800 Monday", "the \u00b2th century", "\u0663 days ago", "'\u00b20s"),
        *("9999999999 years ago", "9,999,999 days ago", "9" * 200, "x" * 100_000),
        *("at " * 66, "1:" * 100, "around " * 28, "10 and " * 28, "Monday, " * 25, "early to " * 22),
        *("(" * 200, "1 " * 100, "10 a.m. " * 25, "before last " * 16, "the week of " * 16, "' s" * 66),
    ],
)
def test_hostile_words_are_understood_or_not_at_once(words: str) -> None:
    start = time.process_time()
    for anchor in (None, date.min, TUESDAY, date.max):
        assert When.resolve(words, anchor) is None

    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (None, (0, None)),
        (5, (0, None)),
        (b"Monday", (0, None)),
        ("Monday", ("0", None)),
        ("Monday", (0, 2.5)),
    ],
)
def test_only_texts_are_searched_for_times(text: object, places: tuple[object, object]) -> None:
    with pytest.raises(InvalidValueError):
        list(find_times(text, *places))  # type: ignore[arg-type]
