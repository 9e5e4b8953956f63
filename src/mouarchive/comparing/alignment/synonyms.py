"""Names of one data item: what forms and agreements call it. "Sex" made "gender" is one item renamed.

Nothing in two short items tells a renaming from a replacement: of items left alone in one place of a list,
two in thirty are the same (`bench.alignment`). So only names that are known to be one item's count.
"""

from __future__ import annotations

__all__ = ["item_name"]

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
_KNOWN = {name: group for group, names in enumerate(_NAMES) for name in names}


def item_name(form: str) -> int | None:
    """A number for the data item that a comparison form names, the same for all its names; None if unknown.

    >>> item_name("sex") == item_name("gender"), item_name("surname") == item_name("forename(s)")
    (True, False)
    """
    letters = "".join(char if char.isalpha() else " " for char in form.replace("(s)", "s"))
    return _KNOWN.get(" ".join(letters.split()))
