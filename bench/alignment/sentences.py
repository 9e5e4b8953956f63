"""Sentences for made-up agreements, put together from parts; written for this benchmark."""

from __future__ import annotations

import random

__all__ = ["boilerplate", "field", "heading", "other_word", "sentence"]

WHO = (
    "the Department", "the Receiving Authority", "each Participant", "the Data Supplier",
    "the Programme Board", "the nominated contact", "the Senior Responsible Officer", "the local team",
    "the Agency", "the Secretariat",
)  # fmt: skip
MUST = (
    "will", "shall", "must", "may", "is expected to", "undertakes to", "will not", "shall not",
    "agrees to",
)  # fmt: skip
DOES = (
    "share", "retain", "destroy", "publish", "review", "verify", "return", "encrypt",
    "transfer", "record", "report", "correct", "disclose", "monitor", "log", "match", "extract",
    "withhold", "copy", "archive",
)  # fmt: skip
WHAT = (
    "the matched records", "any personal data", "the request form", "a copy of the audit log",
    "the monthly extract", "statistics on use", "the results of a search", "the contact list",
    "all working papers", "the risk register", "the name of the school", "details of a child",
    "the last known address", "training certificates", "the register of incidents",
    "an annual statement", "the impact assessment", "test files", "access rights",
    "the retention schedule", "invoices for the service", "the case file", "negative results",
    "expired records",
)  # fmt: skip
WHEN = (
    "within five working days", "every month", "on receipt of a written request",
    "before the first exchange", "no later than the end of the quarter",
    "at the end of each school term", "without undue delay", "during normal office hours",
    "after two years", "as soon as an error is found", "once a year", "when the purpose has been met",
    "for as long as an enquiry is open", "at the request of the other side",
)  # fmt: skip
WHERE = (
    "by secure electronic transfer", "in an encrypted container", "to the address in the contact table",
    "through the case management system", "on approved equipment only", "in a locked room",
    "by registered post", "using the form at the end of this document", "within the United Kingdom",
    "on the shared site",
)  # fmt: skip
WHY = (
    "so that the purpose can be met", "unless the law requires otherwise",
    "where a child may be at risk", "subject to the conditions above",
    "to keep the number of errors low", "in line with published guidance",
    "to support the work of frontline officers", "provided that both sides agree",
    "in order to prevent fraud", "if the cost is reasonable",
    "having regard to the views of the regulator", "as set out in the business case",
)  # fmt: skip
TOPICS = (
    "Purpose", "Background", "Legal basis", "Data quality", "Retention", "Security", "Governance",
    "Costs", "Review", "Complaints", "Incidents", "Contacts", "Training", "Audit", "Access",
    "Publication", "Definitions", "Matching", "Reporting", "Termination", "Transfer", "Roles",
    "Volumes", "Disputes", "Service levels", "Change control",
)  # fmt: skip
SIDES = (
    "and review", "of records", "by the Agency", "of the exchange", "and storage", "for officers",
    "arrangements",
)  # fmt: skip
FIELDS = (
    "Surname", "Forename(s)", "Date of birth", "Gender", "Nationality", "Address",
    "Post code", "Former surname", "Unique reference", "School name", "School post code",
    "Enrolment date", "Leaving date", "First language", "Country of birth", "Ethnic group",
    "Telephone number", "Email address", "Parent's name", "Parent's address", "Year group",
    "Attendance", "Reason for absence", "Exclusions", "Free meals", "Special needs", "In care",
    "Adopted from care", "Service child", "Mode of travel", "Exam results", "Course code",
    "Qualification", "Start date", "End date", "Funding source", "Employer", "Case number",
    "Date of request", "Officer's name", "Match result", "Match score", "Date of last contact",
    "Passport number", "Visa type", "Household size", "Local authority", "Ward", "Type of school",
    "Head teacher",
)  # fmt: skip
UNITS = ("records", "days", "requests", "pounds", "copies")
COMMON = FIELDS[:6]
BOILERPLATE = (
    "This section does not create any legal obligation between the Participants.",
    "Nothing in this document affects the statutory duties of either side.",
    "Any dispute will be raised with the Senior Responsible Officers in the first instance.",
    "The Participants will review this arrangement once a year and record the result.",
    "Words defined in the first section have the same meaning here.",
    "Each Participant bears its own costs.",
    "This part may be amended in writing by agreement of both Participants.",
    "A copy of this part will be made available on request.",
    "The contact list is kept up to date by the Secretariat.",
    "Further detail is given in the operational guidance.",
)


def _clause_part(rng: random.Random) -> str:
    parts = [rng.choice(WHO), rng.choice(MUST), rng.choice(DOES), rng.choice(WHAT)]
    parts += [rng.choice(group) for group in (WHEN, WHERE, WHY) if rng.random() < 0.6]
    return " ".join(parts)


def sentence(rng: random.Random) -> str:
    """One to three statements of about fifteen words; some with a figure."""
    out = []
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        text = _clause_part(rng)
        if rng.random() < 0.25:
            text += f", up to {rng.randint(2, 900)} {rng.choice(UNITS)}"
        out.append(text[0].upper() + text[1:] + ".")
    return " ".join(out)


def boilerplate(rng: random.Random) -> str:
    """A sentence that stands in many places word for word."""
    return rng.choice(BOILERPLATE)


def field(rng: random.Random, number: int) -> str:
    """A data item; the first few of most lists are the same."""
    text = COMMON[number] if number < len(COMMON) and rng.random() < 0.7 else rng.choice(FIELDS)
    return f"(where held) {text[0].lower()}{text[1:]}" if rng.random() < 0.08 else text


def heading(rng: random.Random) -> str:
    """A title of one to four words."""
    topic = rng.choice(TOPICS)
    return f"{topic} {rng.choice(SIDES)}" if rng.random() < 0.6 else topic


def other_word(rng: random.Random) -> str:
    """A word that any sentence may hold."""
    return rng.choice(rng.choice((*WHO, *WHAT, *WHEN, *WHERE, *WHY)).split())
