"""Sentences for made-up agreements, put together from parts; written for this benchmark.

Half of them come from ready parts, as in agreements made from one template; the others from a wide
vocabulary, so that two clauses that have nothing to do with each other are about as alike as in real
documents (similarity of neighbours: .10 at the median, .27 at the 95th percentile).
"""

from __future__ import annotations

import random

__all__ = ["boilerplate", "field", "heading", "other_word", "sentence"]

PROSE = 0.5
"""Usual share of sentences from the wide vocabulary."""

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


NOUNS = (
    "account", "advice", "allowance", "amendment", "analyst", "appeal", "applicant", "assurance", "authority",
    "backlog", "batch", "benefit", "breach", "budget", "building", "calendar", "caseworker", "category",
    "certificate", "channel", "claim", "committee", "complaint", "consent", "contractor", "correspondence",
    "custodian", "database", "deadline", "decision", "delay", "delegate", "delivery", "deputy", "directive",
    "dispatch", "district", "duty", "employee", "enquiry", "estate", "estimate", "evidence", "exception",
    "expense", "failure", "fee", "fine", "firewall", "folder", "framework", "funding", "guardian", "hearing",
    "household", "identifier", "incident", "index", "inspector", "insurance", "interview", "inventory",
    "journal", "judgment", "key", "laboratory", "laptop", "lease", "ledger", "licence", "link", "mailbox",
    "manual", "measure", "meeting", "merger", "milestone", "minister", "notice", "objection", "obligation",
    "office", "outage", "owner", "panel", "parcel", "passport", "password", "patient", "payment", "penalty",
    "permit", "petition", "postcode", "premises", "printer", "prosecutor", "provider", "pupil", "query",
    "quota", "ratio", "receipt", "recipient", "referral", "refund", "region", "remedy", "removal", "resident",
    "roster", "salary", "sample", "schedule", "scheme", "server", "sponsor", "spreadsheet", "statute",
    "supervisor", "surplus", "survey", "tariff", "tenant", "tender", "threshold", "ticket", "timetable",
    "traveller", "treasury", "tribunal", "trustee", "tutor", "vacancy", "vehicle", "vendor", "visitor",
    "volunteer", "voucher", "warrant", "warehouse", "witness", "workshop", "zone",
)  # fmt: skip
VERBS = (
    "accept", "accompany", "acknowledge", "adjust", "allocate", "announce", "apply to", "approve", "assess",
    "assign", "attend", "award", "bind", "calculate", "cancel", "certify", "challenge", "circulate",
    "collect", "combine", "commission", "compensate", "conceal", "confirm", "consult", "contact", "contest",
    "defer", "delete", "deliver", "describe", "designate", "detect", "display", "divide", "document", "edit",
    "enforce", "escalate", "estimate", "examine", "exceed", "exclude", "exempt", "extend", "finance",
    "forward", "freeze", "govern", "handle", "host", "identify", "index", "inform", "inspect", "install",
    "interpret", "investigate", "invite", "label", "lease", "list", "lodge", "maintain", "measure", "migrate",
    "mitigate", "negotiate", "nominate", "notify", "observe", "obtain", "order", "oversee", "pay", "permit",
    "postpone", "prepare", "prohibit", "propose", "pursue", "question", "reassign", "reduce", "refer",
    "reimburse", "reject", "release", "renew", "replace", "reserve", "restore", "revoke", "sample", "sign",
    "store", "submit", "supersede", "suspend", "terminate", "trace", "uphold", "validate", "waive",
)  # fmt: skip
QUALITIES = (
    "accurate", "additional", "adverse", "annual", "anonymous", "applicable", "attached", "automatic",
    "available", "bilateral", "binding", "central", "commercial", "competent", "complete", "confidential",
    "consecutive", "current", "damaged", "digital", "disputed", "domestic", "draft", "eligible", "external",
    "federal", "final", "foreign", "formal", "frequent", "independent", "interim", "internal", "joint",
    "late", "lawful", "legacy", "manual", "medical", "missing", "monthly", "mutual", "national", "neutral",
    "outstanding", "overdue", "partial", "pending", "permanent", "physical", "preferred", "previous",
    "private", "probable", "public", "quarterly", "random", "reasonable", "redundant", "regional",
    "relevant", "remote", "routine", "scanned", "senior", "separate", "statutory", "technical", "temporary",
    "unpaid", "unusual", "urgent", "valid", "verbal", "voluntary", "weekly", "written",
)  # fmt: skip
LINKS = (
    "after", "against", "although", "because", "before", "between", "beyond", "by", "despite", "during",
    "except for", "following", "for", "from", "in", "in respect of", "instead of", "into", "near", "once",
    "pending", "regardless of", "since", "through", "together with", "towards", "under", "unless", "until",
    "upon", "when", "whenever", "where", "while", "with", "without",
)  # fmt: skip


def _thing(rng: random.Random) -> str:
    words = [rng.choice(("a", "the", "any", "each", "its", "such", "one", "no"))]
    words += [rng.choice(QUALITIES)] if rng.random() < 0.6 else []
    return " ".join([*words, rng.choice(NOUNS)])


def _free_part(rng: random.Random) -> str:
    """A statement from the wide vocabulary."""
    words = [_thing(rng), rng.choice(MUST), rng.choice(VERBS), _thing(rng)]
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        words += [rng.choice(LINKS), _thing(rng)]
    return " ".join(words)


def _clause_part(rng: random.Random) -> str:
    parts = [rng.choice(WHO), rng.choice(MUST), rng.choice(DOES), rng.choice(WHAT)]
    parts += [rng.choice(group) for group in (WHEN, WHERE, WHY) if rng.random() < 0.6]
    return " ".join(parts)


def sentence(rng: random.Random, prose: float = PROSE) -> str:
    """One to three statements of about fifteen words; some with a figure.

    `prose` is the chance 0..1 that all of them come from the wide vocabulary.
    """
    out = []
    part = _free_part if rng.random() < prose else _clause_part
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        text = part(rng)
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
    if rng.random() < PROSE:
        return rng.choice(rng.choice((NOUNS, VERBS, QUALITIES, LINKS))).split()[0]
    return rng.choice(rng.choice((*WHO, *WHAT, *WHEN, *WHERE, *WHY)).split())
