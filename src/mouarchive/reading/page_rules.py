"""Numbers and rules: what a document may cost, and what tells whether a page's text can be relied on."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import Rule, Rules, Tolerances, Why

__all__ = [
    "DEFAULT", "LANGUAGE", "OFFICE", "PAGE", "PAGE_RULES", "REDLINE_LOOKS", "SIGNS", "WITNESS", "WORKER",
    "Limits",
]  # fmt: skip


class Limits(Tolerances, frozen=True):
    """Ceilings for reading one document, each above what any real one needed; who reads may move them.

    An error that comes from one of them names it.
    """

    file_bytes: Annotated[int, Why("bytes", "the largest release seen, of scans, has 90 MB")] = 200_000_000
    cpu_seconds: Annotated[
        int, Why("s", "five thousand pages of text take half of it; a hostile page takes for ever")
    ] = 30
    wall_seconds: Annotated[int, Why("s", "the computing time, with a little for a busy machine")] = 40
    memory_bytes: Annotated[
        int, Why("bytes", "a scanned page painted for OCR takes a third; two workers fit a small machine")
    ] = 1_000_000_000
    pages: Annotated[int, Why("pages", "no agreement has a thousand; a page tree may claim billions")] = 5_000
    text_characters: Annotated[
        int, Why("characters", "a page has two to four thousand, times all pages allowed")
    ] = 20_000_000
    page_characters: Annotated[
        int, Why("characters", "the fullest page seen has twenty thousand; each takes 100 bytes here")
    ] = 2_000_000
    output_bytes: Annotated[
        int, Why("bytes", "what a worker says is held in memory; the longest document takes a tenth")
    ] = 400_000_000
    open_files: Annotated[int, Why("files", "libraries and models opened at once by OCR, with room")] = 64
    image_pixels: Annotated[
        int, Why("pixels", "an A4 page at 300 dpi has nine million; a poster is painted smaller")
    ] = 16_000_000
    ocr_seconds_per_page: Annotated[int, Why("s", "a full page takes two to eight, or 20 if slow")] = 30
    ocr_pages: Annotated[int, Why("pages", "at three seconds each a file then takes a quarter hour")] = 300


DEFAULT = Limits()


class WorkerTolerances(Tolerances, frozen=True):
    """How worker and parent go about their work: nothing here changes what is read."""

    files_at_once: Annotated[int, Why("workers", "each takes a processor, and small machines have two")] = 2
    pages_by_ocr_at_once: Annotated[int, Why("threads", "OCR leaves a second processor idle otherwise")] = 2
    deaths: Annotated[
        int, Why("workers", "a page or two may crash the engine; a file that goes on so is not worth more")
    ] = 3
    farewell: Annotated[float, Why("s", "a worker that has said all ends at once, or hangs")] = 5
    head_bytes: Annotated[int, Why("bytes", "an office file's first names stand near its start")] = 8_192
    heading_bytes: Annotated[
        int, Why("bytes", "a web page says that it is one at its start; later the word is quoted")
    ] = 2_048
    stderr_bytes: Annotated[int, Why("bytes", "a traceback's last line is wanted, not a flood")] = 4_000
    said_characters: Annotated[
        int, Why("characters", "a library's complaint is quoted in one line of a terminal")
    ] = 160
    sample_bytes: Annotated[
        int, Why("bytes", "a transfer that spoils a file spoils it from its start; a scan has 90 MB")
    ] = 1_000_000
    packed_bytes: Annotated[
        int, Why("bytes above 127", "in so many packed ones a lone line feed stands sixteen times by chance")
    ] = 2_048
    odd_bytes: Annotated[
        int, Why("bytes", "packed data has them in its first kilobyte; text has none, or a few in its title")
    ] = 32
    info_characters: Annotated[int, Why("characters", "a title has a hundred, a hostile one millions")] = (
        2_000
    )
    pictures_at_once: Annotated[
        int, Why("pages", "a worker's limits of time are those of one document; its start costs 0.3 s")
    ] = 16
    picture_dpi: Annotated[int, Why("dots an inch", "small print can be read, in below 200 kB")] = 120
    made_before_search: Annotated[
        int,
        Why("objects", "next to nothing here refers to itself; searching every few hundred costs a tenth"),
    ] = 100_000


WORKER = WorkerTolerances()


class OfficeTolerances(Tolerances, frozen=True):
    """What LibreOffice may use to lay out one Word or OpenDocument text."""

    wall_seconds: Annotated[
        float, Why("s", "two hundred pages take ten; its first start takes five more")
    ] = 90
    cpu_seconds: Annotated[
        int, Why("s", "as long as anybody waits for it, on a machine with nothing else")
    ] = 60
    memory_bytes: Annotated[
        int, Why("bytes", "it asks for two thousand million of address space before it has read anything")
    ] = 4_000_000_000
    written_bytes: Annotated[int, Why("bytes", "a PDF is as long as what is read of one may be")] = (
        200_000_000
    )
    open_files: Annotated[int, Why("files", "it opens some two hundred fonts, libraries and settings")] = (
        1_024
    )
    members: Annotated[int, Why("files", "a document of many pictures has some hundred parts")] = 5_000
    unpacked_bytes: Annotated[
        int, Why("bytes", "a thousand pages of text are fifty million; a hostile file says any number")
    ] = 500_000_000


OFFICE = OfficeTolerances()


class LanguageTolerances(Tolerances, frozen=True):
    """Whether letters make words."""

    few_words: Annotated[int, Why("words", "fewer say nothing of a language: a cover, a list of names")] = 20
    spoken: Annotated[
        float,
        Why("of the words", "prose of any English kind has 0.2 of the ten commonest, tables 0.1 and less"),
    ] = 0.1
    speaking: Annotated[
        float, Why("of the words", "as many common words outweigh one whole sign against them: that is prose")
    ] = 0.15
    usual_pairs: Annotated[
        float,
        Why(
            "of the letter pairs", "other languages and lists of names have 0.15 to 0.4, moved alphabets 0.05"
        ),
    ] = 0.25
    usual_vowels: Annotated[
        float, Why("of the letters", "lists of acronyms have one in four, a moved alphabet one in ten")
    ] = 0.24
    strange_letters: Annotated[
        float, Why("of the letters", "Polish or Turkish have a sixth, an alphabet named wrongly most of them")
    ] = 0.5
    strange_codes: Annotated[
        float,
        Why("to a letter", "a stray bullet or two a page; where codes stand for letters one in ten and more"),
    ] = 0.1
    strange_case: Annotated[
        float,
        Why("to a word", "names such as iPhone and eIDAS stand here and there; in a broken font everywhere"),
    ] = 0.3
    window: Annotated[
        int,
        Why(
            "characters",
            "two or three full lines: enough to judge, and short enough to find one garbled passage",
        ),
    ] = 180
    few_letters: Annotated[int, Why("letters", "a label or two cannot be judged as a language")] = 40
    many_letters: Annotated[int, Why("letters", "from here one sign alone is enough")] = 100
    limit: Annotated[float, Why("points", "one whole sign, where nothing speaks against it")] = 1.0
    limit_short: Annotated[float, Why("points", "a sign and a half where there are few letters")] = 1.5
    word: Annotated[int, Why("letters", "shorter words are symbols and units")] = 4
    strange_word: Annotated[
        float, Why("of a word's letters", "a Polish word has up to half its letters outside western Latin")
    ] = 0.6
    one_script: Annotated[float, Why("of the letters", "a Greek text has some English names in it")] = 0.9
    fewest_garbled: Annotated[int, Why("letters", "a symbol, an ornament, one foreign word")] = 10


LANGUAGE = LanguageTolerances()


class PageTolerances(Tolerances, frozen=True):
    """When a page is a picture of text, and what of a garbled page can still be used."""

    scan_share: Annotated[
        float,
        Why("of the page", "a logo or photograph takes a tenth; a scan, cropped and in strips, a third"),
    ] = 0.3
    stamped_share: Annotated[
        float, Why("of the page", "a scan fills the page but for its margins; a figure beside text does not")
    ] = 0.7
    stamp_letters: Annotated[
        int,
        Why(
            "letters", "stamps, page numbers and a reference have up to a hundred; a page of text a thousand"
        ),
    ] = 150
    outlines: Annotated[
        int,
        Why(
            "drawn things", "an empty page has a frame and a logo; a line drawn as outlines has fifty letters"
        ),
    ] = 40
    more_in_picture: Annotated[
        float, Why("times the letters", "a scan under a stamp shows far more than it; a cover shows the same")
    ] = 2.0
    unusable_garbled: Annotated[
        float,
        Why("of the letters", "a heading's broken font leaves the clauses; a fifth lost loses sentences"),
    ] = 0.2
    wholly_garbled: Annotated[float, Why("of the letters", "more than half is said to be all of it")] = 0.5


PAGE = PageTolerances()


class WitnessTolerances(Tolerances, frozen=True):
    """When a second reader is asked, what it may cost, and how far the file's tags are followed."""

    seconds: Annotated[int, Why("s", "six hundred pages at thirty thousandths; others go without")] = 20
    page_seconds: Annotated[float, Why("s", "a hundred times the usual page; it is stuck then")] = 4.0
    agreed: Annotated[
        float,
        Why("of the characters", "bullets and symbols differ by one in a hundred; a lost ligature by more"),
    ] = 0.98
    spoken: Annotated[float, Why("of the words", "lists of names have hardly any of these words")] = 0.05
    strange: Annotated[
        float, Why("points", "half of what is needed for a verdict; lists of names and tables stay below it")
    ] = 0.5
    depth: Annotated[int, Why("levels", "nested lists in tables have ten; a structure may hold itself")] = 64
    slack: Annotated[float, Why("pt", "a text's middle may lie just outside its line's letters")] = 2.0


WITNESS = WitnessTolerances()


class RedlineTolerances(Tolerances, frozen=True):
    """What a page that shows changes looks like."""

    letters: Annotated[int, Why("letters", "a struck-out date or a form's choice is no redline")] = 40
    struck_share: Annotated[
        float,
        Why("of the letters", "an agreement with one amended line by hand has less, a redline far more"),
    ] = 0.01
    inserted_share: Annotated[
        float,
        Why(
            "of the letters", "coloured headings underlined are as rare as this; put-in words alone say less"
        ),
    ] = 0.015
    notes: Annotated[int, Why("notes", "one line may happen to begin so")] = 2
    margin: Annotated[float, Why("of the page's width", "balloons stand right of the text's middle")] = 0.6
    vivid: Annotated[int, Why("of 255", "greys and near-blacks of house styles are less vivid")] = 60
    same_colour: Annotated[int, Why("of 255", "converting between colour spaces moves a part by a few")] = 6
    line_above: Annotated[float, Why("em", "an underline touches the baseline at most")] = 0.05
    line_below: Annotated[float, Why("em", "lower ones are a table's border")] = 0.3
    underlined: Annotated[float, Why("of a word's width", "a rule may end before a word's last letter")] = 0.6
    bar: Annotated[float, Why("pt", "a change bar is as high as a line; shorter strokes are ornaments")] = 8.0
    bar_gap: Annotated[float, Why("pt", "a change bar stands in the margin, a table's by its text")] = 3.0


REDLINE_LOOKS = RedlineTolerances()


class LanguageSigns(Rules, frozen=True):
    """What speaks for a broken encoding and what against it: each whole sign gives its points."""

    pairs: Rule = Rule(
        "few common letter pairs",
        "half of the letter pairs in English words are among fifty, in every language some: enough alone",
        "ifmnpq, each letter moved", weight=1.3,
        seen="files of print drivers that move each letter of the alphabet by some places",
    )  # fmt: skip
    vowels: Rule = Rule(
        "few vowels", "two letters in five are vowels in every language written so", "7KH SDUWLHV",
        weight=1.0,
        seen="files of print drivers: words without vowels can neither be found nor compared",
    )  # fmt: skip
    look_alikes: Rule = Rule(
        "letters of other alphabets",
        "a font may name its Latin letters as Greek, phonetic or accented ones",
        "\u0422h\u0435 \u0440arties named as look-alikes", weight=1.0,
        seen="fonts whose table to Unicode was made by likeness: nobody could find a word",
    )  # fmt: skip
    codes: Rule = Rule(
        "codes for letters", "control, private and replacement characters are no text",
        "\ufffd\ufffdq\ufffd", weight=1.0,
        seen="fonts without a table to Unicode",
    )  # fmt: skip
    case: Rule = Rule(
        "capitals and figures inside words",
        "no language has a capital behind a small letter or a figure in front of its letters",
        "tHE pARTIES 7KH", weight=1.0,
        seen="files whose letters were moved within the alphabet: capitals stand in the midst of words",
    )  # fmt: skip
    spoken: Rule = Rule(
        "common words", "a text full of them is read rightly, whatever else it holds",
        "the data of the pupils", weight=-1.0,
        seen="agreements in languages with rare letters, which look like garbled English",
    )  # fmt: skip


SIGNS = LanguageSigns()


class PageRules(Rules, frozen=True):
    """Decisions about a page, and about a document that shows changes."""

    scan: Rule = Rule(
        "a page without letters is a picture",
        "scans have no text layer; some programs draw each letter as an outline", "a scanned page",
        code="reading.page:_is_picture", without=False,
        seen="scanned agreements, and files of programs that draw letters as outlines: no word would be read",
    )  # fmt: skip
    stamped: Rule = Rule(
        "a picture with a stamp is a picture",
        "release offices stamp a number on scanned pages: the text layer is the stamp alone",
        "a scan with FOI 2016-0058280 on it", code="reading.page:_is_stamped", without=False,
        seen="scans released under freedom of information laws, with a number stamped on each page",
    )  # fmt: skip
    cover: Rule = Rule(
        "a cover's text layer stays",
        "a cover with a background picture has few words, all of them in its text layer, exactly",
        "Agreement, Version 1.0 on a photograph", code="reading.page:_is_cover", without=False,
        seen="agreements with a photograph on their cover: OCR would misread what the file says exactly",
    )  # fmt: skip
    of_use: Rule = Rule(
        "a page garbled in a passage is of use",
        "one heading set in a broken font does not spoil the clauses below it",
        "a page of 30 lines, four of them garbled", code="reading.page:_is_of_use", without=False,
        seen="agreements with one heading in a broken font: all clauses of its page would be thrown away",
    )  # fmt: skip
    garbled: Rule = Rule(
        "a garbled text layer is not what is printed",
        "fonts may name other letters than they show; nobody could find or compare such words",
        "7KH SDUWLHV VKDUH GDWD", code="reading.language:garbled", without=None,
        seen="files whose fonts name other letters than they show",
    )  # fmt: skip
    shifted: Rule = Rule(
        "letters shifted by 29 are named so",
        "a common fault of print drivers; who knows it can have the file made anew", "7KH SDUWLHV",
        code="reading.language:_shifted", without=False,
        seen="files of print drivers: whoever knows the cause asks for the right file",
    )  # fmt: skip
    impossible: Rule = Rule(
        "single words of no language", "a heading in a broken font stands alone among good lines",
        "a heading of look-alikes", code="reading.language:_impossible", without=False,
        seen="agreements whose headings alone are set in a broken font",
    )  # fmt: skip
    one_script: Rule = Rule(
        "another script is another language",
        "a page in Greek or Cyrillic has none of the Latin letters' signs", "an agreement in Ukrainian",
        code="reading.language:_one_other_script", without=False,
        seen="agreements in Greek, Ukrainian or Bulgarian: each page would be called unreadable",
    )  # fmt: skip
    suspicious: Rule = Rule(
        "doubtful pages are read twice",
        "cheap signs tell which pages a second reader may read differently; it is too slow for all",
        "a page with a letter that its font does not name", code="reading.witness:suspicious",
        without=False,
        seen="files of many tools: without it every page is read twice, or none",
    )  # fmt: skip
    nameless: Rule = Rule(
        "a font that names no letters is doubtful",
        "without a table to Unicode each reader guesses for itself",
        "a composite font with Identity-H and no ToUnicode", code="reading.witness:_names_no_letters",
        without=False,
        seen="files whose fonts were cut down without a table to Unicode: two readers guess differently",
    )  # fmt: skip
    keeps_back: Rule = Rule(
        "a page that hides text is read once",
        "the other reader would bring back what is left out on purpose", "a name under a black box",
        code="reading.witness:_keeps_back", without=False,
        seen="releases with black boxes: a second reading would bring back the names under them",
    )  # fmt: skip
    disagreement: Rule = Rule(
        "two readings that differ are said", "one of the two lost or misread letters", "O ce for Office",
        code="reading.witness:disagreement", without=None,
        seen="fonts without names for ligatures: 'Office' would be 'O ce' and nobody told",
    )  # fmt: skip
    bars: Rule = Rule(
        "bars in the margin mark changes",
        "programs and draftsmen put a bar beside changed lines instead of underlining them",
        "a coloured line beside a bar", code="reading.redline:_bars", without=[],
        seen="redlines of drafting tools that put a bar beside each changed line",
    )  # fmt: skip
    links: Rule = Rule(
        "links are not put in", "a link is coloured and underlined as a redline's new words are",
        "www.example.org, in a colour and underlined", code="reading.redline:_is_link", without=False,
        seen="policies with links: each would be called an insertion",
    )  # fmt: skip
    link_colours: Rule = Rule(
        "the colours of links are not put in",
        "a style sheet gives these colours to words that link nowhere too", "a blue underlined heading",
        code="reading.redline:_link_colour", without=False,
        seen="policies printed from a web page: headings in the colour of links would be called insertions",
    )  # fmt: skip
    measured: Rule = Rule(
        "measures are numbers",
        "a hostile file can bring about sizes beyond all numbers, on which nothing can be built",
        "a page a thousand digits wide", code="reading.process.worker:must_be_measured", without=None,
        seen="hostile files only: nothing else keeps them from stopping a build",
    )  # fmt: skip


PAGE_RULES = PageRules()
