"""What alone is left in its place when everything around it is matched: rewritten, or removed and added?

Place is one half of the evidence, the matter of the two texts the other. Words in order are none: the best
paraphrase has no more of them in common than any two clauses ("shall be … by the … of the").

On its own: the last step of pairing: what no other step could pair.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log

from rapidfuzz.distance import Indel, LCSseq

from mouarchive.comparing.alignment.alignment_rules import ALIGNMENT, PAIRING
from mouarchive.comparing.alignment.in_place import gaps, lists
from mouarchive.comparing.alignment.matching import Link, Matching, heaviest_chain, word_similarity
from mouarchive.comparing.alignment.sides import ROOT, Side

__all__ = [
    "Subjects", "figure_stands_out", "find_merges", "find_splits", "holds_the_same", "is_alone", "is_divided",
    "match_divided", "match_renamed_items", "match_same_inside", "match_sole_survivors",
]  # fmt: skip


def match_sole_survivors(found: Matching, merged: set[int], split: set[int]) -> None:
    """Pair prose that is left between two matched neighbours of corresponding lists, by its matter.

    Where one clause alone is left on each side of a list that otherwise stayed, any matter in common is
    enough; among several, or in a list much changed, it must be plain. The two must not have two different
    titles. Such a pair is mostly of class rewritten. Unrelated text in the place of another is one clause
    removed and one added. `merged` and `split` are clauses already accounted for.
    """
    subjects: Subjects | None = None
    for olds, news in lists(found, through=True):
        stayed = _stayed(found, olds, news)
        for every_i, every_j in gaps(found, olds, news):
            mine = [i for i in every_i if i not in merged and _is_prose(found.old, i)]
            theirs = [j for j in every_j if j not in split and _is_prose(found.new, j)]
            if not mine or not theirs or len(mine) * len(theirs) > ALIGNMENT.few_cells:
                continue
            subjects = subjects or Subjects(found.old, found.new)
            close = _close(found, (olds, news), (every_i, every_j))
            least = _least(stayed[close], len(every_i) * len(every_j), close=close)
            _pair_by_matter(found, subjects, (mine, theirs), least)


def _stayed(found: Matching, olds: Sequence[int], news: Sequence[int]) -> tuple[float, float]:
    """How much of a list stayed, 0..1; and how much of it when what was moved in or out is not counted."""
    here, there = set(olds), set(news)
    stayed = sum(found.forward.get(i) in there for i in olds)
    mine = sum(found.forward.get(i, ROOT) in there or i not in found.forward for i in olds)
    theirs = sum(found.backward.get(j, ROOT) in here or j not in found.backward for j in news)
    return stayed / max(len(olds), len(news)), stayed / max(mine, theirs, 1)


def _close(
    found: Matching, lists: tuple[Sequence[int], Sequence[int]], gap: tuple[Sequence[int], Sequence[int]]
) -> bool:
    """Whether what stands right before a gap and right after it is a pair, or both times the list's edge."""
    (olds, news), (mine, theirs) = lists, gap
    before = (olds.index(mine[0]) - 1, news.index(theirs[0]) - 1)
    after = (olds.index(mine[-1]) + 1, news.index(theirs[-1]) + 1)
    for a, b in (before, after):
        i = olds[a] if 0 <= a < len(olds) else ROOT
        j = news[b] if 0 <= b < len(news) else ROOT
        if (i != ROOT or j != ROOT) and found.forward.get(i, ROOT - 1) != j:
            return False
    return True


def _least(stayed: float, pairs: int, *, close: bool) -> float:
    """Matter that two clauses must have in common in a gap of so many pairs."""
    if is_alone(stayed, pairs):
        return ALIGNMENT.sole_matter
    few = close and pairs <= ALIGNMENT.figure_pairs and stayed >= ALIGNMENT.half
    return ALIGNMENT.figure_matter if few else ALIGNMENT.plain_matter


def is_alone(stayed: float, pairs: int) -> bool:
    """Whether one clause is left on each side of a list of which enough stayed (0..1)."""
    return pairs == 1 and stayed >= ALIGNMENT.alike


def _pair_by_matter(
    found: Matching, subjects: Subjects, gap: tuple[list[int], list[int]], least: float
) -> None:
    mine, theirs = gap
    links: list[Link] = []
    shared = {(i, j): subjects.common(i, j) if _one_title(found, i, j) else 0.0 for i in mine for j in theirs}
    for a, i in enumerate(mine):
        for b, j in enumerate(theirs):
            matter = shared[i, j]
            enough = matter >= least and (
                least != ALIGNMENT.figure_matter or figure_stands_out(subjects, shared, i, j)
            )
            if enough or matter >= ALIGNMENT.plain_matter:
                links.append((a, b, found.weight(i, j, matter)))
    rule = PAIRING.sole if len(mine) == len(theirs) == 1 else PAIRING.matter
    for a, b, _ in heaviest_chain(links):
        i, j = mine[a], theirs[b]
        found.pair(i, j, f"{rule.name} ({found.text_similarity(i, j):.2f})")


def figure_stands_out(subjects: Subjects, shared: Mapping[tuple[int, int], float], i: int, j: int) -> bool:
    """Whether two clauses of a small gap name one figure and have far less matter in common with the rest."""
    rivals = [matter for (a, b), matter in shared.items() if (a == i) != (b == j)]
    clear = shared[i, j] >= ALIGNMENT.figure_lead * max(rivals, default=0.0)
    return clear and subjects.figure_in_common(i, j)


def match_renamed_items(found: Matching) -> None:
    """Pair items left in one place that are known names of one data item, one each."""
    for olds, news in lists(found, through=True):
        for mine, theirs in gaps(found, olds, news):
            before, after = _named(found.old, mine), _named(found.new, theirs)
            for name, i in sorted(before.items()):
                j = after.get(name)
                if i is not None and j is not None:
                    found.pair(i, j, PAIRING.another_name.name)


def _named(side: Side, members: Sequence[int]) -> dict[int, int | None]:
    """Known data item to the clause that names it; None where two do."""
    out: dict[int, int | None] = {}
    for index in members:
        name = item_name(side.forms[index].form) if side.short[index] else None
        if name is not None:
            out[name] = None if name in out else index
    return out


def _one_title(found: Matching, i: int, j: int) -> bool:
    return len({found.old.forms[i].title, found.new.forms[j].title} - {None}) <= 1


def _is_prose(side: Side, index: int) -> bool:
    return index not in side.children and len(side.forms[index].words) >= ALIGNMENT.sentence_words


# ------------------------------------------------------------------ splits and merges


def match_divided(found: Matching) -> None:
    """Pair a clause without items with one that has its words when its items are read with it, or the mirror.

    Where two sides of a list have such clauses left in one place: "shall: (a) keep; (b) destroy".
    """
    for olds, news in lists(found, through=True):
        for mine, theirs in gaps(found, olds, news):
            links: list[Link] = []
            for a, i in enumerate(mine):
                for b, j in enumerate(theirs):
                    if (i in found.old.children) is (j in found.new.children):
                        continue
                    score = is_divided(_with_items(found.old, i), _with_items(found.new, j))
                    if score:
                        links.append((a, b, found.weight(i, j, score)))
            for a, b, _ in heaviest_chain(links):
                i, j = mine[a], theirs[b]
                found.pair(i, j, f"{PAIRING.divided.name} ({found.text_similarity(i, j):.2f})")


def match_same_inside(found: Matching) -> None:
    """Pair the one clause with items that is left on each side of a place, where all they hold is the same.

    A paragraph behind a list belongs to the clause, or to its last item: the reader of a file cannot always
    tell, and the clause is the same. Half of its items are; among several clauses nothing is proved.
    """
    for olds, news in lists(found, through=False):
        for every_i, every_j in gaps(found, olds, news):
            mine = [i for i in every_i if i in found.old.children]
            theirs = [j for j in every_j if j in found.new.children]
            if len(mine) != 1 or len(theirs) != 1:
                continue
            i, j = mine[0], theirs[0]
            alike = (found.children_similarity(i, j) or 0.0) >= ALIGNMENT.half and _one_title(found, i, j)
            if alike and holds_the_same(_with_items(found.old, i), _with_items(found.new, j)):
                found.pair(i, j, f"{PAIRING.inside.name} ({found.text_similarity(i, j):.2f})")


def holds_the_same(old: str, new: str) -> float:
    """Words that two clauses with their items have in common, 0..1, in any order; 0 where not nearly all."""
    if min(len(old), len(new)) < ALIGNMENT.sentence_words:
        return 0.0
    score = 2 * (Counter(old) & Counter(new)).total() / (len(old) + len(new))
    return score if score >= ALIGNMENT.near_copy else 0.0


def is_divided(old: str, new: str) -> float:
    """How alike two clauses are by their words and those of their items, 0..1; 0 where they are not one."""
    if min(len(old), len(new)) < ALIGNMENT.sentence_words:
        return 0.0
    return word_similarity(old, new, ALIGNMENT.alike)


def _with_items(side: Side, index: int) -> str:
    below = side.children.get(index, ())
    return side.forms[index].code + "".join(_with_items(side, each) for each in below)


def find_splits(found: Matching) -> dict[int, int]:
    """New clause to the old clause it was split from."""
    apart = {(j, i) for i, j in found.apart}
    return _pieces(found.old, found.new, found.backward, apart)


def find_merges(found: Matching) -> dict[int, int]:
    """Old clause to the new clause it went into."""
    return _pieces(found.new, found.old, found.forward, set(found.apart))


def _pieces(whole: Side, cut: Side, partner: dict[int, int], apart: set[tuple[int, int]]) -> dict[int, int]:
    """Unmatched clauses of `cut` that are an ordered part of one of `whole` whose match is beside them.

    Of a piece below four words all must be left over, one after the other: an item glued to its neighbour.
    `apart` holds the (piece, origin) that people have ruled out.
    """
    out: dict[int, int] = {}
    for piece in range(len(cut)):
        words = cut.forms[piece].code
        if (
            piece in partner
            or len(words) > ALIGNMENT.longest
            or len(cut.forms[piece].form) < ALIGNMENT.piece_letters
        ):
            continue
        best = (0.0, 0, ROOT)
        for holder in _beside(cut, piece):
            origin = partner.get(holder)
            if (
                origin is None
                or (piece, origin) in apart
                or len(whole.forms[origin].code) > ALIGNMENT.longest
            ):
                continue
            spare = _left_over(whole.forms[origin].code, cut.forms[holder].code)
            share = _share(words, spare)
            least = ALIGNMENT.alike if cut.parent[piece] == holder else ALIGNMENT.piece
            if share >= least:
                best = max(best, (share, -abs(holder - piece), origin))
        if best[0]:
            out[piece] = best[2]
    return out


def _beside(side: Side, index: int) -> Iterator[int]:
    """The container, two neighbours either way in the list, and what stands just before."""
    above = side.parent[index]
    if above != ROOT:
        yield above
    members, rank = side.children[above], side.rank[index]
    yield from (member for member in members[max(0, rank - 2) : rank + 3] if member != index)
    if index and side.parent[index - 1] != above and index - 1 != above:
        yield index - 1


def _share(words: str, spare: list[str]) -> float:
    """How much of a piece is left over in order and in one place, 0..1; of a short one all or nothing."""
    if len(words) < ALIGNMENT.item_words:
        return float(any(words in run for run in spare))
    left = "".join(spare)
    if LCSseq.similarity(words, left) < ALIGNMENT.alike * len(words):
        return 0.0
    steps = LCSseq.opcodes(words, left)
    found = [at for step in steps if step.tag == "equal" for at in range(step.dest_start, step.dest_end)]
    room = ALIGNMENT.piece_spread * len(words)
    together = max(bisect_left(found, first + room) - rank for rank, first in enumerate(found))
    return together / len(words)


def _left_over(whole: str, kept: str) -> list[str]:
    """The runs of words of `whole` that are not in `kept`, in order."""
    return [whole[op.src_start : op.src_end] for op in Indel.opcodes(whole, kept) if op.tag == "delete"]


# ------------------------------------------------------------------ one data item by its names


_NAMES = (
    ("sex", "gender"),
    ("surname", "last name", "family name"),
    ("forename", "forenames", "first name", "first names", "given name", "given names", "christian name"),
    ("date of birth", "dob", "birth date", "birthdate"),
    ("place of birth", "birthplace"),
    ("address", "home address", "residential address"),
    ("postcode", "post code", "postal code", "zip code"),
    ("telephone", "telephone number", "phone", "phone number", "tel no", "telephone no"),
    ("mobile", "mobile number", "mobile phone", "mobile telephone number", "mobile phone number"),
    ("email", "e mail", "email address", "e mail address"),
    ("nationality", "citizenship"),
    ("ethnicity", "ethnic group", "ethnic origin"),
    ("marital status", "civil status"),
    ("national insurance number", "ni number", "nino"),
    ("passport number", "passport no"),
    ("occupation", "profession"),
    ("photograph", "photo"),
    ("start date", "commencement date", "date of commencement"),
    ("leaving date", "date of leaving"),
    ("unique pupil number", "upn"),
    ("school name", "name of school", "name of the school"),
    ("reference number", "reference no", "ref no"),
)
_ITEMS = {name: group for group, names in enumerate(_NAMES) for name in names}


def item_name(form: str) -> int | None:
    """A number for the data item that a comparison form names, the same for all its names; None if unknown.

    >>> item_name("sex") == item_name("gender"), item_name("surname") == item_name("forename(s)")
    (True, False)
    """
    letters = "".join(char if char.isalpha() else " " for char in form.replace("(s)", "s"))
    return _ITEMS.get(" ".join(letters.split()))


# ------------------------------------------------------------------ what two texts are about


_KEPT = 20_000  # fact: words remembered; no answer depends on it
_SMALL_WORDS = """
a about above after all also an and any are as at be because been before below between both but by can
could did do does down during each every for from had has have he her his how if in into is it its may
might more must no nor not of off on once only or other our out over own same shall she should so some
such than that the their them then there these they this those through to too two one under until up upon
us very was we were what when where whether which while who whom whose why will with within without would
you your
"""
_SMALL = frozenset(_SMALL_WORDS.split())


class Subjects:
    """Whether two texts are about the same thing: the rare word beginnings that they share.

    Who rewrites a clause changes its words and keeps its matter: "records are destroyed six months after the
    case is closed" and "once half a year has passed since an enquiry ended, its papers are shredded" have no
    run of words in common. So words are taken for the notion that they are one word of, others are cut to
    their first letters, small words are left out, and a word counts the more the fewer clauses hold it.

    Takes time in proportion to the words of both versions, so it is made where there is a question only.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = (old, new)
        self._known: dict[str, frozenset[str]] = {}
        self._held: Counter[str] = Counter()
        self._clauses = len(old) + len(new)
        for side in self._sides:
            for forms in side.forms:
                self._held.update(self._stems(forms.form, forms.words))

    def common(self, i: int, j: int) -> float:
        """Share of their matter that old clause `i` and new clause `j` have in common, 0..1."""
        mine, theirs = (
            self._stems(forms.form, forms.words)
            for forms in (self._sides[0].forms[i], self._sides[1].forms[j])
        )
        whole = self._weight(mine) + self._weight(theirs)
        return 2 * self._weight(mine & theirs) / whole if whole > 0 else 0.0

    def figure_in_common(self, i: int, j: int) -> bool:
        """Whether both name one figure: a sum, a time in digits, the number of a schedule."""
        mine, theirs = (set(side.forms[at].words) for side, at in zip(self._sides, (i, j), strict=True))
        return any(letter.isdigit() for word in mine & theirs for letter in word)

    def _stems(self, form: str, words: Iterable[str]) -> frozenset[str]:
        if form not in self._known:
            self._known[form] = frozenset(filter(None, map(_stem, words)))
        return self._known[form]

    def _weight(self, stems: frozenset[str]) -> float:
        """Sum of rarities, in one order whatever the hash seed."""
        rarity = (log(2 * (self._clauses + 1) / (2 * self._held[stem] + 1)) for stem in sorted(stems))
        return sum(max(0.0, each) for each in rarity)


@lru_cache(_KEPT)
def _stem(word: str) -> str | None:
    """The beginning that forms of one word share; a number as it is; None for what means nothing alone."""
    if word in _SMALL:
        return None
    if any(letter.isdigit() for letter in word):
        return word
    letters = "".join(letter for letter in word if letter.isalpha())
    known = notion(letters)
    if known is not None:
        return known
    return letters[: ALIGNMENT.stem] if len(letters) > 2 else None  # noqa: PLR2004 - "dsf", not "mr"


# ------------------------------------------------------------------ words for one notion


_NOTIONS = """
delet destro dispos discard eras purg shred wip wiped
keep kept preserv retain retention stor store stored
deliver exchang pass passed provid provis send sends sent shar share shared suppl transfer transmi
disclos publi releas reveal
employ officer offici personn staff worker
charg cost costs expens fee fees invoic paid pay payment pric rate rates reimburs spend tarif
accura correct error inaccura incorrect mistak rectif wrong
ceas clos close closed end ended ends expir terminat withdr
began begin commenc start
annivers annual twelve year years yearl
month monthl months
agree agreed approv authoris consent permi
appl ask asked asks enquir quer request
encryp lock locked protect safeguard secur vetted
binding court courts enforc law lawful laws legal legislat statut
anyone citizen individual people person somebod
aim aims objectiv purpos reason
alter amend chang modif revis updat varia vary
assess audit check consider evaluat examin inspect review scrutin
advis inform notic notif report tell told
document letter writ written
complain disagree disput grievanc
course instruct train trained training
copies copy duplicat print
find found locat look match search trac
compensat damag fault liab loss responsib
contractor external outsid processor subcontract third
abroad countr kingdom overseas
journalist media press
sign signatur signed
breach incident
board committe meet meeting minutes
child children famil minor parent
delay immediat once prompt quick urgent
dwell home live lives residen
internet online web website
call phone telephon
automat comput electron system
danger harm risk
assist help support
post posit role
education learner pupil school student
aggregat anonymis figure figures statistic summar
decid decision determin
appoint choos chosen designat nominat select
building land offices premis propert site sites
boat boats craft ship ships vessel
car cars lorr van vans vehicle
grew grow increas rais rise rises rose
fewer less lower reduc
ban banned forbid prohibit
demonstrat evidenc proof prove
duties duty oblig
organisation bodies body department author
participant part parties party side sides
draft propos
elect elected vote voted votes voting
"""
_KNOWN = {
    start: f"={number}" for number, line in enumerate(_NOTIONS.strip().splitlines()) for start in line.split()
}
_LENGTHS = frozenset(map(len, _KNOWN))


def notion(word: str) -> str | None:
    """What stands for the notion of a word in small letters; None for a word that is in no line.

    A beginning of five letters and more stands for all words that begin so, a shorter one for those with up
    to three letters more ("stor", "storage").

    >>> notion("destroyed") == notion("shredding"), notion("wedding")
    (True, None)
    """
    for letters in range(min(len(word), max(_LENGTHS)), min(_LENGTHS) - 1, -1):
        start = word[:letters]
        if start in _KNOWN and (letters > ALIGNMENT.stem or len(word) - letters <= ALIGNMENT.ending):
            return _KNOWN[start]
    return None
