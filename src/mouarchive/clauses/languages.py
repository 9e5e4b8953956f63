"""The words that agreements print round their numbers, one entry for each language.

On its own: it holds the words; what is asked of them is in `vocabulary`. A new language is one more
`Language`.
"""

# ruff: noqa: RUF001 - letters of other alphabets are meant
from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

__all__ = ["ENGLISH", "LANGUAGES", "Language"]


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language, in small letters; each is a word or a pattern of its spellings (`clauses?`).

    `families` gives for each sort of label (whose name stands in eids, whatever the language) the words that
    open it before its number, and `behind` those that stand behind it (`1 artikla`). `ordinals` are the
    numbers in words from the first on, each with its spellings. Days of `months` may begin a line. `common`
    words tell the language of a text. `paragraphs` name a clause without ever opening one; `naming` are
    words before the number of a clause that is spoken of, `referring` others before a number that is no
    label,
        `perhaps` those before a number that may be one; `abbreviated` words with numbers set close to them.
    `whole` are words of one letter that begin sentences; `measures` follow a number that counts things;
    `reigns` and `codes` follow a number in a citation of law.
    `contents` are the heads of a contents list, `lists` what else is listed so; `page` numbers pages; of a
    version's label and table `versions` and `statuses`; `salutations` open a letter and `closings` end it.
    `open_words` end no sentence; `captions` number what is no clause; `continued` stands on a repeated title.
    """

    code: str
    families: Mapping[str, Sequence[str]]
    behind: Mapping[str, Sequence[str]] = {}
    ordinals: Mapping[int, Sequence[str]] = {}
    months: Sequence[str] = ()
    common: Sequence[str] = ()
    paragraphs: Sequence[str] = ()
    naming: Sequence[str] = ()
    referring: Sequence[str] = ()
    perhaps: Sequence[str] = ()
    abbreviated: Sequence[str] = ()
    whole: Sequence[str] = ()
    measures: Sequence[str] = ()
    reigns: Sequence[str] = ()
    codes: Sequence[str] = ()
    contents: Sequence[str] = ()
    lists: Sequence[str] = ()
    page: Sequence[str] = ()
    versions: Sequence[str] = ()
    statuses: Sequence[str] = ()
    salutations: Sequence[str] = ()
    closings: Sequence[str] = ()
    open_words: Sequence[str] = ()
    captions: Sequence[str] = ()
    continued: Sequence[str] = ()


def _numbered(words: str, **tens: str) -> dict[int, tuple[str, ...]]:
    """Ordinals from the first on, their spellings parted by commas; the tens further on by name."""
    found = {value: tuple(spelled.split(",")) for value, spelled in enumerate(words.split(), 1)}
    return found | {_TENS[name]: tuple(spelled.split(",")) for name, spelled in tens.items()}


_TENS = {"twenty": 20, "thirty": 30}  # fact: what the words mean


ENGLISH = Language(
    code="en",
    families={
        "annex": ("annex", "annexe"),
        "appendix": ("appendix",),
        "schedule": ("schedule",),
        "attachment": ("attachment",),
        "exhibit": ("exhibit",),
        "part": ("part",),
        "chapter": ("chapter",),
        "division": ("division",),
        "title": ("title",),
        "article": ("article", "art."),
        "section": ("section", "sec.", "sect."),
        "clause": ("clause",),
    },
    ordinals=_numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
    common=("the", "of", "and", "to", "shall", "this", "by", "which", "with"),
    paragraphs=("paragraph",),
    naming=(
        "sections?", "clauses?", "articles?", "paragraphs?", "paras?", "sub-?(?:section|clause|paragraph)s?",
        "annex(?:es)?", "appendix", "schedules?", "items?", "under",
    ),
    referring=(
        "regulations?", "see", "of", "to", "than", "within", "least", "from", "by", "in", "at", "the", "per",
        "version",
    ),
    perhaps=(
        "parts?", "chapters?", "tables?", "figures?", "rules?", "numbers?", "no", "pages?", "v", "act",
        "points?", "steps?", "with", "and", "or", "every",
    ),
    abbreviated=(
        "annex", "app", "art", "arts", "chap", "fig", "nos", "page", "para", "paras", "part", "reg", "regs",
        "sch",
    ),
    whole=("a", "i"),
    measures=("per cent", "percent", "million", "billion", r"pm\b", r"am\b"),
    reigns=(r"(?:Geo|Vict|Edw|Eliz|Anne)\b\.?", r"(?:Will|Wm|Hen|Jac|Cha|Car|Ric)\."),
    codes=(r"C\.?F\.?R", r"U\.?S\.?C", "Stat", r"Fed\.?\s*Reg", r"F\.?R"),
    contents=(r"(?:table\s+of\s+)?contents?",),
    lists=("tables", "figures", "annexes", "appendices"),
    page=("page",),
    versions=("version", "issue", "revision", "edition"),
    statuses=("draft", "final", "withdrawn"),
    salutations=(r"Dear\s+\S.{0,60}", r"(?:Sir|Madam|Sirs|Gentlemen)\s*,"),
    closings=(
        r"(?:I\s+(?:am|remain),?\s+)?yours\s+(?:\w+\s+)?(?:sincerely|faithfully|truly|ever)",
        r"(?:I\s+(?:am|remain),?\s+)?(?:very\s+)?(?:sincerely|truly|faithfully)(?:\s+yours)?",
        r"(?:I\s+(?:am|remain),?\s+)?(?:(?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?)\s+)regards",
    ),
    open_words=("and", "or", "of", "the", "a", "to", "in", "for", "by", "with", "see"),
    captions=("tables?", "figures?", r"fig\.", "box", "chart", "map", "photo"),
    continued=("continued", r"cont(?:'|\u2019)?d"),
)  # fmt: skip

# fmt: off
FRENCH = Language(
    code="fr",
    families={
        "annex": ("annexe",),
        "appendix": ("appendice",),
        "part": ("partie",),
        "chapter": ("chapitre", "chap."),
        "title": ("titre",),
        "article": ("article", "art."),
        "section": ("section",),
        "clause": ("clause",),
    },
    ordinals=_numbered(
        "premier,première,unique deuxième,second,seconde troisième quatrième cinquième sixième "
        "septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième"
    ),
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre"),
    common=("les", "des", "du", "et", "est", "sont", "une", "dans", "pour", "aux", "le", "par"),
    naming=("alinéas?",),
    whole=("a", "à", "y", "ô"),
)
GERMAN = Language(
    code="de",
    families={
        "annex": ("anlage", "anhang", "annex", "beilage"),
        "appendix": ("zusatz",),
        "part": ("teil",),
        "chapter": ("kapitel", "hauptstück"),
        "division": ("abschnitt",),
        "title": ("titel",),
        "article": ("artikel", "art."),
        "clause": ("klausel",),
    },
    ordinals=_numbered(
        "erster,erste,erstes,einziger zweiter,zweite,zweites dritter,dritte,drittes vierter,vierte,viertes "
        "fünfter,fünfte,fünftes sechster,sechste,sechstes siebter,siebte,siebtes,siebenter "
        "achter,achte,achtes "
        "neunter,neunte,neuntes zehnter,zehnte,zehntes elfter,elfte,elftes zwölfter,zwölfte,zwölftes"
    ),
    months=("januar", "jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "dezember"),
    common=("der", "die", "das", "und", "ist", "sind", "von", "mit", "eine", "wird", "werden", "den", "für"),
    naming=("absatz", "abs\\.", "satz", "nummer", "buchstabe"),
)
DUTCH = Language(
    code="nl",
    families={
        "annex": ("bijlage",),
        "appendix": ("aanhangsel", "appendix"),
        "part": ("deel",),
        "chapter": ("hoofdstuk",),
        "division": ("afdeling",),
        "title": ("titel",),
        "article": ("artikel", "art."),
        "clause": ("clausule",),
    },
    ordinals=_numbered(
        "eerste,enig tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde"
    ),
    months=("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober",
        "november", "december"),
    common=("de", "het", "een", "van", "en", "worden", "wordt", "niet", "zijn", "aan", "voor", "zij", "deze"),
    naming=("lid", "onderdeel"),
    whole=("u",),
)
SPANISH = Language(
    code="es",
    families={
        "annex": ("anexo",),
        "appendix": ("apéndice",),
        "attachment": ("adjunto",),
        "part": ("parte",),
        "chapter": ("capítulo", "cap."),
        "division": ("sección",),
        "title": ("título",),
        "article": ("artículo", "articulo", "art."),
        "clause": ("cláusula", "clausula"),
    },
    ordinals=_numbered(
        "primera,primero,primer,única,único segunda,segundo tercera,tercero,tercer cuarta,cuarto "
        "quinta,quinto "
        "sexta,sexto séptima,séptimo,septima,septimo octava,octavo novena,noveno décima,décimo,decima,decimo "
        "undécima,undécimo duodécima,duodécimo decimotercera,decimotercero decimocuarta,decimocuarto "
        "decimoquinta,decimoquinto decimosexta,decimosexto decimoséptima,decimoséptimo "
        "decimoctava,decimoctavo "
        "decimonovena,decimonoveno vigésima,vigésimo,vigesima,vigesimo",
        thirty="trigésima,trigésimo,trigesima,trigesimo",
    ),
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "setiembre",
        "octubre", "noviembre", "diciembre"),
    common=("el", "los", "las", "y", "del", "una", "con", "por", "para", "que", "se", "al"),
    naming=("apartados?", "incisos?"),
    whole=("a", "e", "o", "y", "u"),
)
PORTUGUESE = Language(
    code="pt",
    families={
        "annex": ("anexo",),
        "appendix": ("apêndice",),
        "part": ("parte",),
        "chapter": ("capítulo", "cap."),
        "division": ("seção", "secção"),
        "title": ("título",),
        "article": ("artigo", "art."),
        "clause": ("cláusula", "clausula"),
    },
    ordinals=_numbered(
        "primeira,primeiro,única,único segunda,segundo terceira,terceiro quarta,quarto "
        "quinta,quinto sexta,sexto "
        "sétima,sétimo oitava,oitavo nona,nono décima,décimo",
        twenty="vigésima,vigésimo", thirty="trigésima,trigésimo",
    ),
    months=("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
        "outubro", "novembro", "dezembro"),
    common=("da", "do", "das", "dos", "uma", "com", "são", "ao", "pela", "pelo", "não", "os"),
    naming=("incisos?", "alíneas?", "parágrafos?"),
    whole=("a", "à", "e", "é", "o"),
)
ITALIAN = Language(
    code="it",
    families={
        "annex": ("allegato",),
        "appendix": ("appendice",),
        "part": ("parte",),
        "chapter": ("capitolo", "capo"),
        "division": ("sezione",),
        "title": ("titolo",),
        "article": ("articolo", "art."),
        "clause": ("clausola",),
    },
    ordinals=_numbered(
        "primo,prima,unico,unica secondo,seconda terzo,terza quarto,quarta quinto,quinta sesto,sesta "
        "settimo,settima ottavo,ottava nono,nona decimo,decima"
    ),
    months=("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
        "ottobre", "novembre", "dicembre"),
    common=("il", "gli", "di", "della", "delle", "che", "sono", "dei", "alla", "nel", "ed", "dal"),
    naming=("comma", "lettera"),
    whole=("a", "è", "e", "i", "o"),
)
POLISH = Language(
    code="pl",
    families={
        "annex": ("załącznik", "aneks"),
        "part": ("część", "dział"),
        "chapter": ("rozdział",),
        "division": ("oddział",),
        "title": ("tytuł",),
        "article": ("artykuł", "art."),
        "section": ("paragraf",),
    },
    months=("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia",
        "września", "października", "listopada", "grudnia"),
    common=("w", "z", "się", "na", "oraz", "jest", "do", "nie", "przez", "od", "są", "dla"),
    naming=("ust\\.", "pkt"),
    whole=("a", "i", "o", "u", "w", "z"),
)
WELSH = Language(
    code="cy",
    families={
        "annex": ("atodiad",),
        "schedule": ("atodlen",),
        "part": ("rhan",),
        "chapter": ("pennod",),
        "title": ("teitl",),
        "article": ("erthygl",),
        "section": ("adran",),
        "clause": ("cymal",),
    },
    months=("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi",
        "hydref",
        "tachwedd", "rhagfyr"),
    common=("yr", "yn", "ac", "mae", "gan", "bydd", "neu", "wedi", "sydd", "hwn", "cael"),
    naming=("paragraff",),
    whole=("a", "i", "o", "y"),
)
SWEDISH = Language(
    code="sv",
    families={
        "annex": ("bilaga",),
        "part": ("del",),
        "chapter": ("kapitel",),
        "division": ("avdelning",),
                "article": ("artikel",),
        "section": ("avsnitt",),
    },
    behind={"chapter": ("kap.", "kapitlet"), "section": ("§",)},
    ordinals=_numbered("första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde"),
    months=("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
        "november", "december"),
    common=("och", "att", "som", "ska", "skall", "för", "av", "är", "med", "det", "ett"),
    whole=("i", "å"),
)
DANISH = Language(
    code="da",
    families={
        "annex": ("bilag", "tillæg", "vedlegg"),
        "part": ("del", "afsnit"),
        "chapter": ("kapitel", "kapittel"),
        "title": ("afsnit",),
        "article": ("artikel", "artikkel"),
        "section": ("paragraf",),
    },
    behind={"chapter": ("kap.",)},
    ordinals=_numbered("første anden,andet,andre tredje fjerde femte sjette syvende ottende niende tiende"),
    months=("januar", "februar", "marts", "mars", "april", "maj", "mai", "juni", "juli", "august",
        "september",
        "oktober", "november", "december", "desember"),
    common=("og", "som", "skal", "af", "til", "er", "med", "det", "ikke", "denne", "av"),
    naming=("stk\\.", "ledd"),
    whole=("i", "å"),
)
FINNISH = Language(
    code="fi",
    families={
        "annex": ("liite",),
        "part": ("osa",),
        "chapter": ("luku",),
        "article": ("artikla",),
        "section": ("pykälä",),
    },
    behind={"article": ("artikla",), "chapter": ("luku",), "section": ("§",), "part": ("osa",)},
    common=("ja", "ei", "että", "sekä", "tai", "ovat", "joka", "tämä", "sopimus", "mukaan"),
)
HUNGARIAN = Language(
    code="hu",
    families={"annex": ("melléklet",)},
    behind={
        "annex": ("melléklet",),
        "article": ("cikk",),
        "chapter": ("fejezet",),
        "section": ("§",),
        "part": ("rész",),
    },
    common=("és", "az", "egy", "hogy", "nem", "vagy", "által", "szerint", "kell", "ezen"),
    whole=("a", "s"),
)
CZECH = Language(
    code="cs",
    families={
        "annex": ("příloha", "príloha"),
        "part": ("část", "časť"),
        "chapter": ("hlava", "kapitola"),
        "division": ("oddíl", "oddiel"),
        "article": ("článek", "článok", "čl."),
    },
    common=("se", "je", "nebo", "alebo", "který", "ktorý", "podle", "podľa", "jsou", "sú", "ve", "tohoto"),
    whole=("a", "i", "k", "o", "s", "u", "v", "z"),
)
ROMANIAN = Language(
    code="ro",
    families={
        "annex": ("anexa",),
        "part": ("partea",),
        "chapter": ("capitolul", "cap."),
        "division": ("secțiunea", "sectiunea"),
        "title": ("titlul",),
        "article": ("articolul", "art."),
    },
    common=("și", "şi", "este", "sunt", "prin", "pentru", "sau", "din", "cu", "care", "în"),
    whole=("a", "o"),
)
CROATIAN = Language(
    code="hr",
    families={
        "annex": ("prilog", "priloga", "dodatak"),
        "part": ("dio", "del"),
        "chapter": ("poglavlje",),
        "title": ("glava",),
        "article": ("članak", "člen"),
    },
    behind={"article": ("člen", "članak")},
    common=("je", "su", "ili", "kao", "koji", "koja", "ki", "sukladno", "za", "ovog", "ali", "se"),
    whole=("a", "i", "k", "o", "s", "u", "v", "z"),
)
BALTIC = Language(
    code="et",
    families={
        "annex": ("lisa", "pielikums", "priedas"),
        "part": ("osa", "daļa", "dalis"),
        "chapter": ("peatükk",),
        "article": ("artikkel", "straipsnis", "pants"),
    },
    behind={
        "annex": ("lisa", "pielikums", "priedas"),
        "article": ("artikkel", "straipsnis", "pants"),
        "chapter": ("peatükk", "nodaļa", "skyrius"),
        "section": ("§",),
    },
    common=("ning", "või", "kui", "un", "vai", "ir", "arba", "šio", "šī", "selle", "saskaņā", "pagal"),
)
TURKISH = Language(
    code="tr",
    families={
        "annex": ("ek",),
        "chapter": ("bölüm",),
        "part": ("kısım",),
        "article": ("madde",),
    },
    common=("ve", "bir", "bu", "ile", "için", "veya", "olarak", "olan", "taraf"),
    whole=("o",),
)
GREEK = Language(
    code="el",
    families={
        "annex": ("παράρτημα",),
        "part": ("μέρος",),
        "chapter": ("κεφάλαιο",),
        "article": ("άρθρο",),
    },
    common=("και", "του", "της", "το", "να", "των"),
    whole=("η", "ο"),
)
CYRILLIC = Language(
    code="uk",
    families={
        "annex": ("приложение", "додаток"),
        "chapter": ("глава",),
        "part": ("раздел", "розділ", "часть"),
        "article": ("статья", "стаття", "член"),
    },
    common=("и", "в", "на", "та", "з", "с", "по", "до", "от", "за"),
    whole=("а", "в", "и", "і", "к", "о", "с", "у", "з", "я"),
)
# fmt: on

LANGUAGES = (
    ENGLISH, FRENCH, GERMAN, DUTCH, SPANISH, PORTUGUESE, ITALIAN, POLISH, WELSH, SWEDISH, DANISH, FINNISH,
    HUNGARIAN, CZECH, ROMANIAN, CROATIAN, BALTIC, TURKISH, GREEK, CYRILLIC,
)  # fmt: skip
"""The languages whose words are known; neighbours that share their words share an entry. Of a language not
listed the numbers are read, but not its words."""
