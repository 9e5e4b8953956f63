"""Templates: one strict, always escaping environment of our own, and the same helps for Datasette's pages."""

from __future__ import annotations

import functools
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from mouarchive import deadline, words
from mouarchive.archive.database.rows import AgreementRow, VersionRow
from mouarchive.model import DiffPart, Op
from mouarchive.site import addresses
from mouarchive.words import UNSEEN, safe, unseen_name

__all__ = [
    "EVENTS",
    "GLOSSARY",
    "STATES",
    "Ask",
    "Crumb",
    "Frame",
    "Kept",
    "Moved",
    "Term",
    "View",
    "agreement_frame",
    "cut",
    "environment",
    "install",
    "is_link",
    "redline",
    "render",
    "shown",
    "sought",
    "version_frame",
]


class Crumb(msgspec.Struct, frozen=True):
    """One step from the home page to the page shown; without address for the page itself."""

    text: str
    href: str | None = None


class Frame(msgspec.Struct, frozen=True):
    """Title of the window, breadcrumbs, the part of the site, and whether all of it is a specimen."""

    title: str
    section: str = "home"
    crumbs: tuple[Crumb, ...] = ()
    specimen: bool = False


class Ask(msgspec.Struct, frozen=True):
    """What was asked for: the parts of the address, decoded, and the query, each name with its values.

    `fingerprint` names the database and the code: what is kept between calls is kept under it.
    """

    parts: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fingerprint: str = ""

    def one(self, name: str, default: str = "") -> str:
        """The first value of a query name, without surrounding white space."""
        return next(iter(self.query.get(name, ())), default).strip()


class Moved(msgspec.Struct, frozen=True):
    """The answer is another address."""

    location: str


def agreement_frame(agreement: AgreementRow, title: str, *crumbs: Crumb) -> Frame:
    """Frame of a page that belongs to one agreement."""
    first = Crumb("Agreements", "/")
    second = Crumb(agreement.title, addresses.agreement(agreement.id) if crumbs else None)
    return Frame(f"{title} · mouarchive", "home", (first, second, *crumbs), agreement.specimen)


def version_frame(agreement: AgreementRow, version: VersionRow, title: str, *crumbs: Crumb) -> Frame:
    """Frame of a page that belongs to one version."""
    address = addresses.version(agreement.id, version.label) if crumbs else None
    return agreement_frame(agreement, title, Crumb(f"Version {version.label}", address), *crumbs)


SECTIONS: Final = (
    ("home", "/", "Agreements"),
    ("phrases", "/phrases/", "Phrases"),
    ("statements", "/statements", "Statements"),
    ("search", "/search", "Search"),
    ("tables", "/mouarchive", "Tables"),
)


class View(Protocol):
    """What a page shows: made by a function of views/, filled into the template it names."""

    @property
    def template(self) -> str:
        """File name under templates/mouarchive."""
        ...

    @property
    def frame(self) -> Frame:
        """Title, breadcrumbs and what else stands around the content."""
        ...


STATES: Final[dict[str, str]] = {
    "held": "held: the text is here",
    "unread": "received, but could not be read",
    "registered": "known, but the file is not here",
    "held-back": "this copy is held back until a person has decided about it",
    "withheld": "withheld by the authority",
    "declared": "named in another version's history, not seen",
}

EVENTS: Final[dict[str, str]] = {
    "present-in-oldest": "already there in the oldest version held",
    "appears": "appears",
    "vanishes": "vanishes",
    "returns": "returns",
    "present-in-newest": "still there in the newest version held",
    "dated": "Text dated",
    "in-force": "In force",
    "ended": "No longer in force",
    "disclosed": "Made public",
    "accessioned": "Taken into this archive",
    "statement": "Said in public",
}


class Term(msgspec.Struct, frozen=True):
    """A word of the archive and what it means, in plain English."""

    word: str
    meaning: str


GLOSSARY: Final[tuple[Term, ...]] = (
    Term("agreement", "an arrangement between public bodies, whatever its version"),
    Term("version", "one text of an agreement, under the label printed on it, such as 1.0"),
    Term("copy", "one PDF file of a version, with its own blacked-out parts"),
    Term("clause", "a numbered part of a version"),
    Term(
        "passage",
        "text outside the numbered clauses: the opening, parties, recitals, footnotes, tables, signatures",
    ),
    Term("change", "what differs in one clause or passage between two versions, with a name for good"),
    Term("lineage", "the same clause followed through all versions, whatever its number in each"),
    Term("redline", "the words of two versions in one text, with what went out and what came in marked"),
    Term("dated", "the date the text gives itself"),
    Term("in force", "the days on which the agreement applied"),
    Term("made public", "the day the text was first released, often years later"),
    Term("taken in", "the day this archive received the file"),
    Term("withheld", "an authority has the text and has refused to release it"),
    Term("SHA-256", "a fingerprint of a file: if one byte differs, so does the fingerprint"),
)


def is_link(source: object) -> bool:
    """Whether a source is a web address that may become a link (http or https, nothing else)."""
    try:
        return urlsplit(str(source)).scheme in {"http", "https"}
    except ValueError:
        return False


def install(environment: Environment) -> None:
    """Give an environment the filters, tests and values that the templates use."""
    environment.filters |= {
        "shown": shown,
        "long_date": words.long_date,
        "counted": words.counted,
        "harmless": words.safe_line,
        "short_hash": words.short_hash,
        "capital": _capital,
        "numbered": words.numbered,
        "spoken": words.spoken,
    }
    environment.tests["link"] = is_link
    environment.globals |= {
        "to": addresses,
        "states": STATES,
        "event_names": EVENTS,
        "glossary": GLOSSARY,
        "sections": SECTIONS,
    }


def cut(text: str, most: int) -> str:
    """A text on one line, of about as many letters at most, cut between words."""
    line = words.safe_line(text)
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def _capital(text: str) -> str:
    """A name as it begins a line: "The opening", "Recital (B)"."""
    return f"{text[:1].upper()}{text[1:]}"


@functools.cache
def environment() -> Environment:
    """The environment of our own pages: a name that a view does not give is an error, not an empty string."""
    made = Environment(
        loader=PackageLoader("mouarchive.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install(made)
    return made


def served(sha256: str, code: str) -> dict[str, Any]:
    """Values of every page: addresses of static files that change with their content, and the database."""
    static = "/-/static-plugins/mouarchive"
    return {
        "site_css": f"{static}/site.css?v={code}",
        "site_js": f"{static}/site.js?v={code}",
        "site_icon": f"{static}/icon.svg?v={code}",
        "database_hash": words.short_hash(sha256),
    }


def render(view: View, sha256: str, code: str) -> str:
    """A view as HTML."""
    template = environment().get_template(f"mouarchive/{view.template}")
    return template.render(view=view, frame=view.frame, section=view.frame.section, **served(sha256, code))


def _sign(match: re.Match[str]) -> str:
    return f'<span class="odd" title="{escape(unseen_name(match[0]))}">{safe(match[0])}</span>'


def shown(text: object) -> Markup:
    """Escape `text` and make unseen characters visible; carriage returns count as line feeds."""
    deadline.check()  # every page asks this of every text on it
    plain = str(text if text is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    return Markup(UNSEEN.sub(_sign, str(escape(plain))))  # noqa: S704  escaped on this line


def sought(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """Pieces of a text as (text, whether it was sought): escaped, what was sought marked."""
    return Markup("").join(
        Markup("<mark>") + shown(text) + Markup("</mark>") if found else shown(text) for text, found in pieces
    )


_BEFORE = {Op.DELETE: "[taken out: ", Op.INSERT: "[put in: "}
_AFTER = {Op.DELETE: " — end of taken out]", Op.INSERT: " — end of put in]"}
_TAG = {Op.DELETE: "del", Op.INSERT: "ins"}


def redline(parts: Sequence[DiffPart]) -> Markup:
    """One text with what went out and what came in marked.

    Screen readers pass over `ins` and `del`, so that each marked run also carries words, hidden from
    sight only; sighted readers get strike-through and underline, so that no colour is needed.
    """
    return Markup("").join(_run(part) for part in parts if part.text)


def _run(part: DiffPart) -> Markup:
    if part.op is Op.EQUAL:
        return shown(part.text)
    tag = Markup(_TAG[part.op])  # noqa: S704  one of our two tags
    return Markup('<{0}><span class="vh">{1}</span>{2}<span class="vh">{3}</span></{0}>').format(
        tag, _BEFORE[part.op], shown(part.text), _AFTER[part.op]
    )


Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Keeps the `most` things used last. The first part of a key names the database and the code."""

    def __init__(self, most: int) -> None:
        self._kept: OrderedDict[tuple[str, ...], Made] = OrderedDict()
        self._making: dict[tuple[str, ...], threading.Lock] = {}
        self._lock = threading.Lock()
        self._most = most

    def of(self, key: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """What is kept under `key`; made now if it is not, once for all threads that ask meanwhile."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                made = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made
