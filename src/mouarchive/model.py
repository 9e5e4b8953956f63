"""The nouns of the archive as frozen, typed values; no behaviour beyond themselves.

Units: lengths in PDF points (1/72 inch); pages are counted from 1 as in the file, not as printed;
boxes are in the page as displayed (rotation applied), origin top left, y growing downwards.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

import msgspec
import msgspec.structs

__all__ = [
    "CODES",
    "FURNITURE",
    "PASSAGES",
    "Aside",
    "Box",
    "Change",
    "ChangeClass",
    "ChangeKind",
    "Clause",
    "Comparison",
    "Control",
    "Coverage",
    "DiffPart",
    "Document",
    "FormField",
    "HistoryRow",
    "Leak",
    "LeakReport",
    "Line",
    "Op",
    "Page",
    "PageBox",
    "Quality",
    "Rule",
    "Segmentation",
    "Span",
    "Tag",
    "Warn",
]


class Box(msgspec.Struct, frozen=True):
    """A rectangle on a displayed page: left, top, right, bottom in points from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class PageBox(msgspec.Struct, frozen=True):
    """A rectangle and the page (from 1) it stands on."""

    page: int
    box: Box


class Warn(msgspec.Struct, frozen=True):
    """Something a reader must know before relying on the text: a stable code, a page, one sentence."""

    code: str
    message: str
    page: int | None = None


CODES: Mapping[str, str] = {
    # the file and its pages
    "attachments": "other files are embedded in this one, and not read",
    "broken": "the file is damaged and cannot be opened",
    "crashed": "the reader failed on the file",
    "laid-out": "the file is no PDF: its pages are those that LibreOffice makes of it",
    "denied": "the file may not be read here",
    "directory": "a folder was named, and no file",
    "empty": "the file has no bytes",
    "encrypted": "the file is locked with a password",
    "limit": "the file or a page is over a limit of reading",
    "mangled": "the file was changed on its way as if it were text, and words are missing",
    "memory": "the file needs more memory than reading may use",
    "missing": "there is no such file",
    "no-text": "no text could be read from the copy",
    "no-office": "the file is a Word or OpenDocument text, and LibreOffice, which lays it out, is not there",
    "not-pdf": "the file is no PDF",
    "page": "the file has no page of that number",
    "page-count": "two readers count different numbers of pages",
    "page-unchecked": "a page could not be checked for leaks",
    "page-unread": "a page could not be read",
    "portfolio": "the file is a portfolio, whose pages may be no more than a cover",
    "redline-document": "the file is itself a redline",
    "repaired": "the file is damaged and was repaired",
    "special": "a pipe or device was named, and no file",
    "time": "reading took longer than it may",
    "tracked-changes": "the file holds tracked changes, and so two texts at once",
    "too-big": "what came in is over the limit of a file's size",
    "xfa": "the file is an XFA form, whose words may not stand on its pages",
    # the words of a page
    "engines-disagree": "two readers find different words on a page",
    "form-differs": "a form field shows other words than it stores",
    "form-field": "a page has form fields, whose words stand in the text",
    "typed-on": "words were typed or stamped onto a finished page, and stand in the text",
    "form-hidden": "a page has form fields that nobody sees",
    "garbled": "a page's text layer cannot be relied on",
    "hidden-text": "a page holds text that nobody can see",
    "lost-letter": "letters of a page have no name in its font",
    "ocr": "a page was read from its picture",
    "ocr-doubtful": "OCR is not sure of a page",
    "off-page": "text lies outside a page",
    "picture": "a page is a picture in which no text was found",
    "picture-number": "pictures stand where clause numbers would",
    "redaction": "passages are blacked out",
    "redaction-unapplied": "text is marked for redaction and still shows",
    "tags-artifact": "the file's own tags leave out text that was read",
    "tags-order": "the file's own tags have another reading order",
    "tags-text": "the file's own tags call text what was set aside",
    "text-under-box": "the file still holds text under boxes",
    "unread-ink": "ink stands where clause numbers would and was not read",
    "unread-picture": "a picture on a page was not read",
    # clauses
    "bound-together": "several documents seem to be bound in one file",
    "contents-mismatch": "the contents list names what was not found",
    "corrected": "a person corrected the clause",
    "correction-lapsed": "a correction no longer applies",
    "duplicate-number": "a number is printed more than once in its list",
    "label-inferred": "a number was told from its place",
    "missing-number": "a number of a list was not found",
    "number-order": "a number is lower than the one before it",
    # versions and their comparison
    "backwards": "the text named as the newer one is the older by its date",
    "coarse-diff": "the texts were too long to compare word by word",
    "file-name-differs": "the file's name says another version than the document",
    "gap": "other versions lie between the two, held or not",
    "in-part": "part of the text was not read, or is in no clause and no passage",
    "held-back": "a copy may hold text that its pages do not show, and nobody has decided yet",
    "label-differs": "the document prints another label than the record",
    "little-in-common": "the two may be different documents",
    "no-clauses": "no clause could be read in a file",
    "pairing-unusable": "a pairing by hand could not be carried out",
    "same-file": "both are the same file",
    "same-number": "two clauses of one version bear one number",
    "superseded": "the change lies between versions that are no neighbours any more",
    "two-agreements": "the two are versions of two agreements",
}
"""Every code of a warning or a refusal, and what it means; `docs/warnings.md` is made from it."""


# ------------------------------------------------------------------ reading


class Span(msgspec.Struct, frozen=True):
    """A run of one line without a wide gap inside: `start` and `end` index the line's text.

    A line has several spans where wide white gaps cut it: table cells, or a label and its text.
    """

    start: int
    end: int
    x0: float
    x1: float
    size: float
    bold: bool


class Line(msgspec.Struct, frozen=True):
    """One printed line. `text` is as extracted (raw characters), never normalised.

    `size` is the usual font size in points, `bold` the share 0..1 of bold letters,
    `lead_bold` whether the first word is bold; `superscript` lists (start, end) of raised small runs
    (footnote marks); `hyphen` is true where the line ends in a hyphen the typesetter may have added.
    `confidence` is the OCR engine's 0..100, None for a text layer, `unsure` the words that it doubts.
    `struck` counts letters crossed out. `turned` where the line does not stand upright on the page.
    """

    text: str
    page: int
    box: Box
    baseline: float
    size: float
    bold: float = 0.0
    lead_bold: bool = False
    italic: float = 0.0
    spans: tuple[Span, ...] = ()
    superscript: tuple[tuple[int, int], ...] = ()
    hyphen: bool = False
    confidence: float | None = None
    struck: int = 0
    unsure: tuple[str, ...] = ()
    turned: bool = False


class Rule(msgspec.Struct, frozen=True):
    """A drawn straight line or the thin side of a box, as its bounding box: what tables are ruled with."""

    box: Box
    horizontal: bool


class FormField(msgspec.Struct, frozen=True):
    """What was filled into a form or typed onto a page: its kind, place, and words as shown.

    The kind is text, choice or box of a form's field, or typed.

    The words stand in the page's lines too; a ticked box is written as U+2612, an empty one as U+2610.
    """

    kind: str
    box: Box
    text: str


class Quality(msgspec.Struct, frozen=True):
    """What is known about how far a page's text can be relied on.

    `engine` names reader and version; `characters` counts non-space characters;
    `stop_words` is the share 0..1 of the commonest English words among all words (None below 20 words);
    `agreement` is the share 0..1 of characters that a second engine reads too, whatever their order (None
    when it was not asked);
    `struck` counts letters struck out, `inserted` letters that a redline marks as put in, `hidden` letters
    left out because nobody can see them;
    `image_share` is the share 0..1 of the page covered by pictures; `usable` is false when the text
    layer is missing or garbled and no OCR has replaced it.
    """

    engine: str
    characters: int
    stop_words: float | None = None
    agreement: float | None = None
    image_share: float = 0.0
    ocr_confidence: float | None = None
    struck: int = 0
    hidden: int = 0
    usable: bool = True
    inserted: int = 0


class Page(msgspec.Struct, frozen=True):
    """One page: its size as displayed, its lines in reading order, its drawn rules and filled boxes.

    `tags`, where asked for: each line's place in the file's own structure, -1 where it leaves a line out.
    `witness` is the text as a second engine reads it, kept only where the two disagree; it is for a person
    who checks the page and is never published: it may hold what the page does not show.
    `specks` are marks that OCR saw and that are no letters: dust, creases.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    quality: Quality
    rules: tuple[Rule, ...] = ()
    filled: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    rotation: int = 0
    witness: str | None = None
    fields: tuple[FormField, ...] = ()
    tags: tuple[int, ...] = ()
    specks: tuple[Line, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A PDF file as read: never the bytes, always their sha256."""

    sha256: str
    name: str
    size: int
    pages: tuple[Page, ...]
    engine: str
    warnings: tuple[Warn, ...] = ()
    info: tuple[tuple[str, str], ...] = ()


class Leak(msgspec.Struct, frozen=True):
    """Text that a file carries and its pages do not show: where and how much, never the text itself.

    `kind` is hidden, marked (for redaction, but not taken out), off-page, revision, comment, attachment or
    metadata; `cause` a stable word for why it is not seen (box, picture, white, cropped ...). `letters`
    counts letters and figures, of an embedded file its bytes. `grave` is false for what most files carry
    and a person may still want to know, such as an author's name.
    """

    kind: str
    cause: str
    letters: int
    page: int | None = None
    box: Box | None = None
    grave: bool = True


class LeakReport(msgspec.Struct, frozen=True):
    """What a leak check of one file found; `warnings` name the pages that could not be looked at."""

    sha256: str
    name: str
    pages: int
    leaks: tuple[Leak, ...] = ()
    warnings: tuple[Warn, ...] = ()

    @property
    def leaking(self) -> bool:
        """Whether a person must look before the file is published."""
        return any(leak.grave for leak in self.leaks)


# ------------------------------------------------------------------ clauses


PASSAGES = frozenset(
    ("front", "parties", "recital", "footnote", "table", "note", "signature", "control", "end")
)
"""Kinds of text outside the numbered clauses: the opening and its parties and recitals, footnotes, free
tables, side notes and boxes, signature blocks, document control, what stands after the end."""


class Clause(msgspec.Struct, frozen=True):
    """A numbered unit of one version, or a passage: a unit of its text outside the numbered clauses.

    `eid` identifies it inside its version (`15.2.6`, `15.2(a)(ii)`, `article-4(2)(b)`, `annex-a.1.1`);
    `label` is the number as printed; `heading` and `text` are its own, without its children's;
    `text` is as extracted with lines joined; `depth` counts from 0; `kind` is one of section, clause,
    item, annex, part, article, unnumbered, or of `PASSAGES`; `parent` is the eid of the clause that contains
    it; `boxes` are its lines' boxes merged per page. `page` is where its label stands. `unsure` are those of
    its words that the OCR engine doubts. `note_of` is, of a footnote, the eid of what bears its mark.

    A passage's eid is its kind and place (`front-2`, `recital-b`, `footnote-3`); its label is what is printed
    before it (a recital's letter, a note's mark), mostly nothing. It stands in reading order among the
    clauses, and is never part of their numbering.
    """

    eid: str
    label: str
    heading: str | None
    text: str
    page: int
    page_end: int
    depth: int = 0
    kind: str = "clause"
    parent: str | None = None
    boxes: tuple[PageBox, ...] = ()
    ocr: bool = False
    warnings: tuple[Warn, ...] = ()
    unsure: tuple[str, ...] = ()
    note_of: str | None = None

    @property
    def passage(self) -> bool:
        """Whether it is text outside the numbered clauses."""
        return self.kind in PASSAGES

    @property
    def words(self) -> str:
        """Heading and text as one string: what is compared, diffed and searched."""
        if not self.heading:
            return self.text
        return f"{self.heading}\n{self.text}" if self.text else self.heading

    def portion(self, words: str, *, numbered: bool = True) -> Clause:
        """The clause with these of its words alone; its number stands with one of its portions.

        The heading stays one where the portion begins with all of it.
        """
        label = self.label if numbered else ""
        if words == self.words:
            return self if label == self.label else msgspec.structs.replace(self, label=label)
        heading, text = self.heading, words
        if heading and words == heading:
            text = ""
        elif heading and words.startswith(f"{heading}\n") and words != f"{heading}\n":
            text = words.removeprefix(f"{heading}\n")
        else:
            heading = None
        return msgspec.structs.replace(self, heading=heading, text=text, label=label)


FURNITURE = frozenset(
    ("header", "footer", "page-number", "marking", "line-number", "watermark", "contents", "rule", "speck")
)
"""What is set aside because it belongs to the page and not to the text; `rule` is one drawn with signs."""


class Aside(msgspec.Struct, frozen=True):
    """Text set aside from clauses and passages, never lost.

    `role` is one of `FURNITURE`, or unreadable: lines of a page whose text cannot be relied on.
    """

    role: str
    text: str
    page: int
    box: Box


class HistoryRow(msgspec.Struct, frozen=True):
    """One row of the document's own version-history table: a version it declares."""

    label: str
    date: str | None
    note: str
    page: int


class Control(msgspec.Struct, frozen=True):
    """What the document prints about itself: each None where nothing was found."""

    label: str | None = None
    date: str | None = None
    status: str | None = None
    marking: str | None = None
    history: tuple[HistoryRow, ...] = ()


class Coverage(msgspec.Struct, frozen=True):
    """Of how much of a document anything can be said, in letters: characters that are no white space.

    `letters` are all that its pages hold as read; they are the sum of the other counts. `aside` is what was
    set aside, by role, most first; `unread` are letters on pages that cannot be relied on. `pages_unread`
    are the pages of which nothing, or nothing reliable, was read.
    """

    letters: int = 0
    clauses: int = 0
    passages: int = 0
    aside: tuple[tuple[str, int], ...] = ()
    unread: int = 0
    pages_unread: tuple[int, ...] = ()


class Segmentation(msgspec.Struct, frozen=True):
    """A document taken apart: clauses and passages in reading order, what was set aside, and its own claims.

    `control` is what it says of itself; `coverage` of how much of it all this speaks.
    """

    clauses: tuple[Clause, ...]
    asides: tuple[Aside, ...] = ()
    control: Control = msgspec.field(default_factory=Control)
    warnings: tuple[Warn, ...] = ()
    coverage: Coverage = msgspec.field(default_factory=Coverage)


# ------------------------------------------------------------------ comparing


class ChangeKind(enum.StrEnum):
    """What happened to a clause between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    UNCHANGED = "unchanged"


class ChangeClass(enum.StrEnum):
    """What sort of difference a change is; None on a Change means there is no difference.

    Redaction: what the newer text (or each of the two) blacks out cannot be compared. Unredacted: the newer
    text shows what the older one blacks out, and nothing else differs. OCR-like: one side was read from a
    picture, and what differs may be misread. Cosmetic: typography alone differs. Punctuation: only such
    marks come or go. Rewritten: paired by place, with few words in common.
    """

    SUBSTANTIVE = "substantive"
    COSMETIC = "cosmetic"
    PUNCTUATION = "punctuation"
    REDACTION = "redaction"
    UNREDACTED = "unredacted"
    OCR_LIKE = "ocr-like"
    REWRITTEN = "rewritten"


class Tag(enum.StrEnum):
    """What kind of words a change touches, told by fixed rules; a change may have several, or none."""

    OBLIGATION = "obligation"
    NEGATION = "negation"
    NUMBER = "number"
    PERIOD = "period"
    MONEY = "money"
    DATE = "date"
    PARTY = "party"
    DEFINED_TERM = "defined-term"
    CONDITION = "condition"
    SCOPE = "scope"
    CONNECTIVE = "connective"
    REFERENCE = "reference"
    DATA_ITEM = "data-item"


class Op(enum.StrEnum):
    """One step of a redline."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class DiffPart(msgspec.Struct, frozen=True):
    """A run of text and what happened to it."""

    op: Op
    text: str


class Change(msgspec.Struct, frozen=True):
    """One clause-level difference (or sameness) between two versions.

    `similarity` is 0..1 on words; `rule` names, in plain words, what paired the two clauses.
    Equal and delete parts of `diff` concatenated give `old.words` exactly, equal and insert parts
    `new.words`.
    `split_from` / `merged_into` hold the eid of the other version's clause this one came from or went into.
    A clause that was divided, merged or cut anew stands in several changes; in each `old` and `new` hold the
    portion of its words that it is about (in their order they are its words exactly), and its label stands
    with the one that tells what became of the clause itself. The others are `carried`.
    `tags` say what kind of words changed. `number` counts the changes of one comparison from 1 in the order
    of the redline, 0 where it is no change or was not counted yet; `change_id` is permanent: made from the
    two texts and their versions, never from a position; empty where the versions are not known.
    """

    kind: ChangeKind
    old: Clause | None
    new: Clause | None
    renumbered: bool = False
    moved: bool = False
    similarity: float = 0.0
    rule: str = ""
    change_class: ChangeClass | None = None
    split_from: str | None = None
    merged_into: str | None = None
    diff: tuple[DiffPart, ...] = ()
    tags: tuple[Tag, ...] = ()
    number: int = 0
    change_id: str = ""

    @property
    def counted_as(self) -> str:
        """What it counts as: its kind, or "unknown" or "unredacted" where it is a matter of black boxes."""
        if self.kind is not ChangeKind.UNCHANGED:
            if self.change_class is ChangeClass.REDACTION:
                return "unknown"
            if self.change_class is ChangeClass.UNREDACTED:
                return ChangeClass.UNREDACTED.value
        return self.kind.value

    @property
    def doubtful(self) -> bool:
        """Whether one of the two texts is blacked out there: nothing certain is said of the clause."""
        return self.kind is not ChangeKind.UNCHANGED and self.counted_as != self.kind.value

    @property
    def carried(self) -> bool:
        """Whether it is about words that went from one clause into another, whose counterparts are others."""
        return self.old is not None and self.new is not None and bool(self.split_from or self.merged_into)

    @property
    def where(self) -> str:
        """Where it stands: "clause", or the kind of passage."""
        clause = self.new or self.old
        return clause.kind if clause is not None and clause.passage else "clause"


class Comparison(msgspec.Struct, frozen=True):
    """All changes between two versions, in the order of the new text with removals where they stood."""

    changes: tuple[Change, ...]
    warnings: tuple[Warn, ...] = ()

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of this kind."""
        return sum(change.kind is kind for change in self.changes)

    @property
    def renumbered(self) -> int:
        """How many clauses kept their place but carry another number."""
        return sum(change.renumbered for change in self.changes)

    @property
    def moved(self) -> int:
        """How many clauses stand in another place."""
        return sum(change.moved for change in self.changes)
