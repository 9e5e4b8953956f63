"""Words that tell what a change touches, by kind: English first, the commonest of other languages beside it.

Each constant is a pattern that matches one such word or phrase; case counts only where the constant says so.

On its own: lists of words that a lawyer can read and correct, apart from the rules that use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = [
    "CITED", "CONDITION", "CONNECTIVE", "DATA_NOUN", "DATE", "DEFINES", "LEAD_IN", "MONEY", "NAME",
    "NEGATION", "NUMBER", "OBLIGATION", "OPPOSITE", "ORDINAL", "ORGANISATION", "PERIOD", "ROLE", "SCOPE",
]  # fmt: skip


def _any(words: str | Iterable[str]) -> str:
    """One of these, longest first; white space in a phrase stands for any."""
    listed = words.split() if isinstance(words, str) else words
    spelled = sorted(listed, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in spelled) + ")"


def _words(*lists: str | Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_any, lists))})(?![\w-])", re.IGNORECASE)


# ------------------------------------------------------------------ figures

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = (
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million"
)
_OTHERS = (
    "deux trois quatre cinq sept huit neuf dix douze quinze vingt trente cent zwei drei vier fünf "
    "sechs sieben acht "
    "neun zehn zwölf vierzehn dreißig dos tres cuatro cinco seis siete ocho nueve diez quince "
    "treinta twee drie vijf "
    "zes zeven tien twaalf veertien dertig"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_PARTS = "half third quarters double twice thrice once triple"
_SPELLED = rf"{_any(f'{_ONES} {_TENS} {_OTHERS}')}(?:[-\s]+{_any(f'{_ONES} {_TENS}')})*"
_DIGITS = r"\d+(?:[.,:\s\u00a0\u202f]\d{3})*(?:[.,:]\d+)?"
_SIGN = r"[<>\u2264\u2265=\u00b1~+\-\u2212]"
_UNIT = _any(
    "% ‰ ° ℃ km m cm mm kg g mg miles mile metres meters litres hectares acres kB KB MB GB TB km² m² percent"
)
_NAME = r"(?!(?:%|per|miles?|met|litre|hectare|acre))[^\W\d_]{3,}"  # "37signals" is a name, "5km" a measure
NUMBER = re.compile(
    rf"(?:(?<!\w){_SIGN}+\s?)?(?<![\w.]){_DIGITS}(?!\d|{_NAME})(?:st|nd|rd|th)?(?:\s?(?:per\s+cent|{_UNIT})(?!\w))?"
    rf"|(?<![\w-])(?:{_SPELLED}|{_any(_PARTS)})(?:\s+per\s+cent)?(?![\w-])"
    r"|[\u00bc-\u00be\u00b2\u00b3\u00b9\u2070-\u2079%\u2030\u2264\u2265\u00b1]|(?<!\w)[<>](?=\s?\d)",
    re.IGNORECASE,
)
"""A figure with its sign and unit, or one in words."""
ORDINAL = re.compile(rf"(?<![\w-]){_any(_ORDINALS)}(?![\w-])", re.IGNORECASE)

_AMOUNT = rf"(?:{_DIGITS}|{_SPELLED})"
_TIMES = (
    "second seconds minute minutes hour hours day days week weeks fortnight fortnights month months "
    "quarter quarters "
    "term terms year years jour jours semaine semaines mois an ans année années heure heures Tag "
    "Tage Tagen Woche "
    "Wochen Monat Monate Monaten Jahr Jahre Jahren Stunde Stunden día días semana semanas mes meses "
    "año años hora "
    "horas dag dagen week weken maand maanden jaar uur"
)
_SORT = (
    r"(?:(?:working|business|calendar|clear|consecutive|school|academic|financial|full"
    r"|further|additional)\s+)"
)
PERIOD = re.compile(
    rf"(?<![\w-])(?:(?:within|after|before|every|(?:no|not)\s+(?:later|earlier|less|more)\s+than"
    rf"|at\s+least)\s+)?"
    rf"(?:{_AMOUNT}(?:\s*\({_AMOUNT}\))?|each|every|per|a|an|one)[\s\u00a0-]+{_SORT}*{_any(_TIMES)}(?![\w-])"
    rf"|(?<![\w-])(?:once|twice|thrice|{_AMOUNT}\s+times)\s+(?:a|an|each|every|per)\s+{_SORT}*{_any(_TIMES)}(?![\w-])"
    r"|(?<![\w-])(?:daily|weekly|fortnightly|monthly|quarterly|termly|yearly|annual|annually"
    r"|biennial|immediately"
    r"|forthwith|promptly|without\s+(?:undue\s+|unreasonable\s+)?delay|as\s+soon\s+as(?:\s+reasonably)?"
    r"(?:\s+(?:possible|practicable))?|indefinitely|perpetual|perpetually)(?![\w-])",
    re.IGNORECASE,
)
"""How long, how often or how soon, with what measures it: "within 30 days", "ten working days", "
""annually"."""

_CURRENCY = r"[£$€¥]|(?<!\w)(?:GBP|EUR|USD|CHF)(?![^\W\d])"
_SCALE = r"(?:\s?(?:million|billion|thousand|bn|m|k)(?!\w))?"
MONEY = re.compile(
    rf"(?:{_CURRENCY})\s?{_DIGITS}{_SCALE}|{_CURRENCY}"
    rf"|(?<![\w.]){_AMOUNT}{_SCALE}\s*(?:pounds|pound|euros?|dollars?|pence|cents|francs|GBP|EUR"
    rf"|USD|CHF|€)(?!\w)"
)
"""A sum, or a currency alone."""

_MONTHS = (
    "January February March April May June July August September October November December Jan Feb "
    "Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre "
    "Januar Februar März Mai Juni Juli Oktober Dezember enero febrero marzo abril mayo junio julio "
    "agosto septiembre "
    "noviembre diciembre januari februari maart april mei juni juli augustus oktober december"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"(?<!\w)(?:{_DAY}\s+(?:day\s+of\s+|de\s+)?{_any(_MONTHS)}(?:,?\s+(?:de\s+)?{_YEAR})?"
    rf"|{_any(_MONTHS)}\s+{_DAY}(?:,\s*{_YEAR})?|{_any(_MONTHS)}\s+{_YEAR}|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d\d)|{_YEAR}\s?[/\u2013-]\s?(?:{_YEAR}|\d\d)"
    rf"|(?:[Ii]n|of|[Ss]ince|from|until|by|year|to|before|after|and|[A-Z][a-z]+)\s+{_YEAR}(?!\s+[a-z]+s\b)"
    rf"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|June|July|August|September"
    rf"|October|November|December))(?![\w%]|[.,]\d)"
)
"""A day, month or year of the calendar; case counts: "May" is a month, "may" is none."""

CITED = re.compile(
    r"(?<![\w-])(?:(?:sub-?)?(?:paragraph|para|clause|section|article|regulation|rule)s?|annex(?:es)?|schedules?"
    r"|appendi(?:x|ces)|parts?|chapters?|Abs(?:atz|\.)|Artikel|art\u00edculo|§§?)\.?\s*"
    r"(?:\d+(?:\.\d+)*[A-Z]?(?:\s?\(\w{1,4}\))*|[A-Z](?!\w)|[IVX]+(?!\w))",
    re.IGNORECASE,
)
"""A number that names a clause, of whatever document."""

# ------------------------------------------------------------------ words that bind

OBLIGATION = re.compile(
    r"(?<![\w-])(?:(?:may|MAY)(?!\s+\d)|(?i:"
    r"shall|must|should|ought\s+to|will|would|can|could|might|cannot"
    r"|(?:is|are|be)\s+(?:(?:not\s+)?to(?=\s+[a-z])|required\s+to|obliged\s+to|entitled\s+to|permitted\s+to"
    r"|expected\s+to|bound\s+to|responsible\s+for|liable\s+for|free\s+to)|(?:has|have)\s+to"
    r"|(?:agrees?|undertakes?|covenants?|commits?|aims?|intends?|seeks?|endeavours?)\s+to"
    r"|(?:best|reasonable|all\s+reasonable|commercially\s+reasonable)\s+(?:endeavours|efforts|steps)"
    r"|doit|doivent|devra|devront|peut|peuvent|pourra|pourront|s['\u2019]engagent?\s+\u00e0|est\s+tenue?\s+de"
    r"|muss|m\u00fcssen|soll|sollen|kann|k\u00f6nnen|darf|d\u00fcrfen|verpflichtet"
    r"|deber\u00e1n?|debe|deben|podr\u00e1n?|puede|pueden"
    r"|moet|moeten|zal|zullen|mag|mogen|kan|kunnen|dient|dienen"
    r"))(?![\w-])"
)
"""What must, may or will be done. A capital "May" is a month."""

_NOT = r"(?:no|not)(?!\s+(?:(?:later|earlier|more|less|fewer)\s+than|limited\s+to|only))"
NEGATION = re.compile(
    rf"(?<![\w-])(?:{_NOT}|never|without|nor|neither|none|cannot|nothing|nobody|\w+n['\u2019]t"
    r"|ne|pas|jamais|sans|ni|aucune?|nicht|kein(?:e[rnms]?)?|nie|niemals|ohne|weder|nunca|sin"
    r"|ning\u00fan|niet|geen|nooit|zonder)(?![\w-])",
    re.IGNORECASE,
)
OPPOSITE = re.compile(r"(?:non-?|un(?=\w{4})|(?:in|im|ir|il)(?=\w{6})|dis(?=\w{7}))(?P<word>\w+)")
"""A word made the opposite of another; short ones are left out ("form", "inform")."""

CONDITION = _words(
    "unless except excepting save if where wherever provided providing otherwise notwithstanding "
    "until whether",
    (
        "subject to", "provided that", "only if", "only where", "in the event", "on condition", "so long as",
        "as long as", "to the extent", "in so far as", "other than", "apart from", "save for", "save as",
        "in cases where", "without prejudice", "when necessary", "as necessary", "upon request", "on request",
        "sous réserve", "à condition", "à moins", "es sei denn", "siempre que",
    ),
    "insofar sauf si sofern falls wenn vorbehaltlich außer salvo excepto tenzij indien mits behalve",
)  # fmt: skip

SCOPE = _words(
    "all any only each every some including include includes excluding exclude solely exclusively "
    "both either "
    "entire entirely whole wholly part partly most minimum maximum other generally specifically",
    (
        "such as", "in particular", "at least", "at most", "more than", "less than", "fewer than", "up to",
        "no more than", "no less than", "not more than", "not less than", "limited to", "not limited to",
        "no later than", "not later than", "as a whole", "in whole or in part", "not only",
    ),
    "tout toute tous toutes chaque seul seule uniquement notamment alle jede jeder jedes nur einschließlich "
    "todo toda todos todas cada sólo solamente incluido elk elke ieder iedere slechts uitsluitend",
)  # fmt: skip

CONNECTIVE = re.compile(
    r"(?<![\w/-])(?:and\s?/\s?or|and|or|&|et/ou|et|ou|und|oder|y|o|en|of(?=\s+de\b))(?![\w/-])", re.IGNORECASE
)

# ------------------------------------------------------------------ names and terms

NAME = re.compile(r"[A-Z][\w&'\u2019-]*(?:\s+(?:(?:of|for)\s+(?:the\s+)?)?[A-Z][\w&'\u2019-]*)*")
"""Words with capitals in a row: a name, where an organisation's word is among them."""
ORGANISATION = re.compile(
    r"\b(?:Department|Ministry|Office|Council|Agency|Authority|Board|Trust|Commission|Commissioner"
    r"|University|College"
    r"|Police|Constabulary|Service|Executive|Secretary|Minister|Borough|County|Directorate"
    r"|Inspectorate|Limited|Ltd"
    r"|plc|PLC|LLP|LLC|Inc|GmbH|BV|Corporation|Company|Association|Foundation|Bank|Institute|Society|Centre"
    r"|Partnership|Consortium|HMRC|NHS)\b"
)
ROLE = re.compile(
    r"\b(?:Participants?|Part(?:y|ies)|Controllers?|Processors?|Sub-?[Pp]rocessors?|Suppliers?"
    r"|Customers?|Purchasers?"
    r"|Buyers?|Sellers?|Vendors?|Licensors?|Licensees?|Lenders?|Borrowers?|Landlords?|Tenants?"
    r"|Providers?|Recipients?"
    r"|Contractors?|Sub-?[Cc]ontractors?|Clients?|Employers?|Guarantors?|Consultants?|Signator(?:y|ies)"
    r"|Disclosers?|Importers?|Exporters?)\b"
)
"""Roles that agreements give their parties; with a capital, since "the client" may be anybody."""

DEFINES = re.compile(
    r"^\W*(?:(?<=[\"\u201c\u2018'])[A-Z][^\"\u201d\n]{0,80}?[\"\u201d\u2019']"
    r"|[A-Z][\w'\u2019/-]*(?:\s+(?:(?:of|and)\s+)?[A-Z][\w'\u2019/-]*){0,5})[)\s,:\u2013-]*\s"
    r"(?:(?:means?|shall\s+mean|has\s+the\s+(?:same\s+)?meaning|have\s+the\s+(?:same\s+)?meaning|refers?\s+to"
    r"|is\s+defined|signifie|d\u00e9signe|bedeutet|bezeichnet|significa|betekent)(?!\w))(?!\s+of\b)"
)
"""A line that says what a term means."""

# ------------------------------------------------------------------ lists of data

DATA_NOUN = re.compile(
    r"\b(?:data|information|datasets?|items?|fields?|particulars|details|attributes|variables"
    r"|identifiers|elements"
    r"|categories|records?|characteristics|donn\u00e9es|Daten|Angaben|datos|gegevens)\b",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r":|\b(?:including|includes?|such\s+as|namely|consist(?:s|ing)\s+of|compris(?:es|ing)"
    r"|containing|contains)\b",
    re.IGNORECASE,
)
