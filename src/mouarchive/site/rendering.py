"""Templates: one strict, always escaping environment of our own, and the same helps for Datasette's pages."""

from __future__ import annotations

import functools
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from mouarchive import words
from mouarchive.site import addresses
from mouarchive.site.marks import shown
from mouarchive.site.views.frame import Frame

__all__ = ["EVENTS", "GLOSSARY", "STATES", "Term", "View", "environment", "install", "is_link", "render"]

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
        "short_hash": words.short_hash,
        "numbered": words.numbered,
    }
    environment.tests["link"] = is_link
    environment.globals |= {
        "to": addresses,
        "states": STATES,
        "event_names": EVENTS,
        "glossary": GLOSSARY,
        "sections": SECTIONS,
    }


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
