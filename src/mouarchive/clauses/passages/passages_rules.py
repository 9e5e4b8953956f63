"""The rules by which text outside the numbered clauses is told apart, and their numbers, with reasons."""

from __future__ import annotations

from typing import Annotated

from mouarchive.rules import AS_IT_WAS, Rule, Rules, Tolerances, Why

__all__ = ["PASSAGE", "PASSAGE_RULES"]


class PassageTolerances(Tolerances, frozen=True):
    """How long a line of control, a name or a block of signatures is."""

    control_words: Annotated[
        int, Why("words", "a version, date or owner is told in a few words; a sentence has more")
    ] = 14
    control_rows: Annotated[
        float, Why("share of the table's rows", "a control table names most of its rows; data do not")
    ] = 0.5
    title_words: Annotated[int, Why("words", "a title of a part has up to a dozen words")] = 12
    name_words: Annotated[int, Why("words", "the name of a party or office above its signature")] = 10
    sentence_words: Annotated[
        int, Why("words", "lines of a signature block are shorter; a paragraph that ends in a stop is longer")
    ] = 12
    near: Annotated[int, Why("lines", "one signature has its name, office and date within so many lines")] = 8
    names_above: Annotated[int, Why("lines", "the party's name over its signature wraps once")] = 2
    looked_at: Annotated[
        int, Why("lines", "from the sentence of attestation to the first signature there are fewer")
    ] = 12
    cell: Annotated[float, Why("pt", "what two signatories write below each other begins at one edge")] = 40.0
    beside: Annotated[
        int, Why("lines", "two lines with the same gap stand side by side by intention, one by chance")
    ] = 2


PASSAGE = PassageTolerances()


class PassageRules(Rules, frozen=True):
    """What makes a passage the kind that it is; the first that holds decides."""

    # fmt: off
    footnote: Rule = Rule(
        "footnote", "what stands at the foot of a page under a mark belongs to the text that bears the mark",
        "1 See section 12.", code="clauses.passages.beside:is_footnote", without=False)
    notes_title: Rule = Rule(
        "title over the notes", "notes that are printed last have a title, which is no part of the text",
        "Notes / 1 See section 12.", code="clauses.passages.beside:is_notes_title", without=False,
        seen="standards with their notes at the end")
    declared: Rule = Rule(
        "row of the version history", "each row declares one version and changes by itself",
        "1.0 | 18 December 2015 | First issue", code="clauses.passages.beside:is_declared", without=False)
    margin: Rule = Rule(
        "note in the margin", "side notes and reviewers' balloons stand beside the text, and are none of it",
        "Duty to light", code="clauses.passages.beside:is_margin", without=False,
        seen="drafts with balloons and statutes with side notes")
    control: Rule = Rule(
        "line of document control", "a cover says version, owner and date as a word and its value",
        "Version: 2.1", code="clauses.passages.opening:is_control", without=False)
    table: Rule = Rule(
        "table before the first clause", "its rows are read together, and belong to no clause",
        "Contact | Telephone", code="clauses.passages.opening:is_table", without=False)
    parties_head: Rule = Rule(
        "heading over the parties", "what follows it names the parties, until the background begins",
        "PARTIES / (1) The Council of Northby; and", code="clauses.passages.opening:heads_parties",
        without=False)
    made_between: Rule = Rule(
        "made between", "agreements say in one sentence when and between whom they are made",
        "THIS AGREEMENT is made on 1 June 2021 between …", code="clauses.passages.opening:is_made_between",
        without=False)
    party: Rule = Rule(
        "among the parties", "parties are listed below each other, mostly by number, before the background",
        "(1) THE COUNCIL OF NORTHBY of 1 Town Square; and", code="clauses.passages.opening:is_party",
        without=False)
    recitals_head: Rule = Rule(
        "heading over the recitals", "what follows it says why the agreement is made",
        "BACKGROUND / The Council holds records.", code="clauses.passages.opening:heads_recitals",
        without=False)
    recital: Rule = Rule(
        "recital", "a recital begins with a word such as whereas, or with a letter before the first section",
        "WHEREAS the Council holds records", code="clauses.passages.opening:is_recital", without=False)
    after_parties: Rule = Rule(
        "sentence between the parties and the terms",
        "the last party ends with a full stop; what is said after it says why the agreement is made",
        "(2) The Board of Waters. / The Council keeps a register.",
        code="clauses.passages.opening:is_after_parties", without=False)
    among_recitals: Rule = Rule(
        "among the recitals", "what stands between the heading of the recitals and the agreed terms",
        "BACKGROUND / The Council holds records.", code="clauses.passages.opening:is_among_recitals",
        without=False)
    agreed: Rule = Rule(
        "words that end the recitals", "the terms begin with a sentence that the parties agree",
        "IT IS AGREED as follows:", code="clauses.passages.opening:is_agreed", without=False,
        seen="contracts with recitals")
    front: Rule = Rule(
        "before the first clause", "titles, dates and whatever else opens a document",
        "DATA SHARING AGREEMENT", code="clauses.passages.opening:find_opening", without=())
    attested: Rule = Rule(
        "words of attestation", "the sentence that leads to the signatures is no part of the last clause",
        "IN WITNESS WHEREOF the parties have signed", code="clauses.passages.closing:is_attested",
        without=False)
    signed: Rule = Rule(
        "signed by or for", "a signature names for whom it is given, and is no sentence",
        "Signed for and on behalf of the Council", code="clauses.passages.closing:is_signed", without=False)
    fields: Rule = Rule(
        "fields to sign in", "a signature, with name, office or date near it, is a block of its own",
        "By: ____ / Name: ____ / Title: ____", code="clauses.passages.closing:is_fields", without=False)
    over_line: Rule = Rule(
        "line to sign over", "a line drawn for the hand, with a short name below it",
        "________________ / Secretary of State", code="clauses.passages.closing:is_line_to_sign",
        without=False, seen="agreements signed by hand, with the office below a line")
    signing_head: Rule = Rule(
        "heading over the signatures", "what follows it are signatures",
        "SIGNATURES / Signed: ____", code="clauses.passages.closing:heads_signatures", without=False)
    closed: Rule = Rule(
        "words that end the text", "they say that the text is over, or that a page is left blank",
        "[Remainder of this page intentionally left blank]", code="clauses.passages.closing:is_end",
        without=False)
    after: Rule = Rule(
        "after the signatures", "what follows them up to the next annex belongs to no clause",
        "Signed: ____ / This text was adopted by the assembly in 2014 and last changed in 2016.",
        code="clauses.passages.closing:is_after", without=False,
        seen="constitutions that tell after their signatures when they were changed")
    goes_on: Rule = Rule(
        "numbers go on behind it", "a form to sign inside a list of clauses is text of its clause",
        "3. Form / Signed: ____ / 4. Costs", code="clauses.passages.closing:may_close", without=True)
    after_list: Rule = Rule(
        "text after a list that stands in it", "a list set in from the margin ends where the text stands at"
        " the margin again", "The layers are: / 1. Wells / 2. Views / More may be added.",
        code="clauses.passages.closing:ends_list", without=False,
        seen="articles without numbers that go on after their list")
    form: Rule = Rule(
        "blanks of a form", "an address to be filled in has several blank lines, and nobody signs over them",
        "Billing Address ______ / ______ / City", code="clauses.passages.closing:is_in_form", without=False,
        seen="order forms with several blanks")
    room: Rule = Rule(
        "line with room for the next word", "a sentence that ends where the next word had room ends its"
        " paragraph, though no white space says so", "… (the Board); and / The Valley Inspectorate …",
        code="clauses.passages.opening:had_room", without=False)
    sentence: Rule = Rule(
        "a sentence about signing", "a clause may speak of signing; a signature is no sentence",
        "Signed copies shall be kept by the Council.", code="clauses.passages.closing:is_sentence",
        without=False, seen="clauses on signed copies")
    columns: Rule = Rule(
        "signatures side by side", "two parties sign next to each other; each signature is read by itself",
        "For the Council   For the Trust", code="clauses.passages.closing:side_by_side", without=AS_IT_WAS)
    on_behalf: Rule = Rule(
        "for whom, side by side", "two cells of one row that say for whom are signatures, though no word says"
        " so", "For the Controller | For the Processor / Ivana Specimen | Nils Sample",
        code="clauses.passages.closing:is_on_behalf", without=False,
        seen="agreements with two names below their last clause")
    done: Rule = Rule(
        "place and date, side by side", "each party says where and when it signs, below its name",
        "Ivana Specimen | Nils Sample / Done at Lyon, 2 June 2022 | Done at Turin, 9 June 2022",
        code="clauses.passages.closing:is_done", without=False, seen="agreements signed in two places")
    named_again: Rule = Rule(
        "parties' names again, side by side", "below the last clause, set back from it, the names of the"
        " parties over people's names are signatures",
        "Northby Council | Southby Trust / Jane Specimen | John Sample",
        code="clauses.passages.closing:is_named_again", without=False,
        seen="protocols with two names below their last clause")
    # fmt: on


PASSAGE_RULES = PassageRules()
