"""Sentences with a gap for what a drafter changes, by the kind of change; written for this benchmark.

Every third of a list is kept apart (`held`): rules are mended by the others alone, and both figures are
printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["TEMPLATES", "held", "seen"]

TEMPLATES: Mapping[str, Sequence[str]] = {
    "obligation": (
        "The Council {} keep a register of every request and the answer that was given to it.",
        "On receipt of a complaint the receiving team {} tell the person who made it what happens next.",
        "Records that are no longer needed {} be destroyed by the officer who holds the key.",
        "Where a child is at risk, each side {} act before the form has been signed.",
        "The steering group {} meet in public when the minutes of the last meeting are ready.",
        "A copy of the audit report {} be sent to the other side together with the action plan.",
        "Those who use the shared site {} change their password after a lost telephone is reported.",
        "The school {} name one person who answers questions about this arrangement.",
        "Invoices for the matching service {} show the number of the order that they belong to.",
    ),
    "negation": (
        "The agency shall {}pass the records to a third country, whoever asks for them there.",
        "Notes of a telephone call are {}part of the file that is sent to the other side.",
        "A request that was refused is {}entered in the register of the receiving team.",
        "The parent of a pupil may {}be told which officer made the enquiry.",
        "Results of the match are {}used to decide on the immigration status of a child.",
        "This letter does {}change the duties that either side has under other law.",
        "The analyst will {}keep the extract on a portable disk after the work is done.",
        "Costs of travel are {}shared between the two departments at the end of the project.",
        "A lost key is {}a reason to put off the monthly extract.",
    ),
    "opposite": (
        "The {} use of the extract is reported to the board by the nominated officer.",
        "Copies in the hands of {} persons are listed in the log of the receiving team.",
        "An {} form goes back to the school together with a note of what is missing.",
        "Where access was {}, the two contacts speak to each other on the same morning.",
        "The {} part of the file is kept in the cabinet beside the door.",
        "A match that is {} is shown to a second officer who did not make it.",
        "The list of {} addresses is read out at the start of the meeting.",
        "Any {} copy is handed to the security adviser together with its envelope.",
        "Whether a request is {} is decided by the officer who did not write it.",
    ),
    "number": (
        "Each request concerns {} pupils of one school and gives the reason for asking.",
        "The sample holds {} of the records that were matched, taken from the whole list by lot.",
        "A file larger than {} is split before it is put on the shared site.",
        "The board consists of {} members, who choose the chair from among themselves.",
        "The form is signed on {} copies, which the two sides exchange by registered post.",
        "Readings of {} in the server room are reported to the building manager.",
        "A match score of {} is shown to a second officer before it is used.",
        "The extract is tried {} times before the contact on the other side is rung up.",
        "The school lies {} from the office, and the bag is carried by hand.",
    ),
    "period": (
        "The receiving team answers {} of the request and says who gave the answer.",
        "Records are destroyed {} of the day on which the enquiry was closed.",
        "A fault is reported {} of its being found, with the names of those who found it.",
        "The other side is told {} of the loss and of what was done about it.",
        "Either side may leave this arrangement {} of a letter to the other.",
        "The password is changed {} of the day on which somebody leaves the team.",
        "An invoice is paid {} of its receipt by the finance team of the department.",
        "A draft is sent round {} of the meeting at which it is to be agreed.",
        "The contact list is put right {} of any change to it.",
    ),
    "often": (
        "The two contacts look through the list of open requests {} and write down what they find.",
        "The extract is made {} by the data team and checked by somebody else.",
        "The board looks at the risks of this arrangement {} and tells the ministers of them.",
        "Access rights are gone through {} by the person who keeps the register.",
        "Staff are trained {} in the rules of the house and sign that they were.",
        "The two sides compare their counts {} and explain any difference.",
        "The log is read {} by an officer who has no part in the matching.",
        "Backup tapes are tried {} on a machine that stands in another building.",
        "The list of schools is sent {} to those who have asked for it.",
    ),
    "money": (
        "The department pays {} for the matching service, whether or not a match is found.",
        "A fee of {} is charged for a copy on paper, which the applicant collects.",
        "The cost of the new interface is shared, up to a limit of {} for the smaller side.",
        "Whoever loses a key pays {} towards the new lock and says so in writing.",
        "The budget of the project is {} and is looked at by the board.",
        "Damages are limited to {} for each event, whoever caused it.",
        "The school is paid {} for the work of finding a file in its cellar.",
        "A deposit of {} is given back when the equipment is returned.",
        "The grant of {} is used for training and for nothing else.",
    ),
    "date": (
        "This arrangement takes effect on {} and is signed by both permanent secretaries.",
        "The first extract is made on {} from the records of the spring census.",
        "Records that were collected before {} are left out of the match.",
        "The letter of {} is replaced by this document and is no longer used.",
        "The pilot ends on {} and its results are written up by the analysts.",
        "Nationality was added to the form on {} and has been asked for since.",
        "The form dated {} is used until the new one has been printed.",
        "A meeting of both sides was held on {} at the office of the regulator.",
        "The next look at these terms falls on {} at the office of the smaller side.",
    ),
    "connective": (
        "The name {} the address of the pupil are copied from the register of the school.",
        "The request is signed by the case worker {} the team leader on the same form.",
        "Loss {} theft of a laptop is told to the security adviser on the same morning.",
        "The file is encrypted {} sent by a courier who is known to both sides.",
        "The contact of the department {} that of the agency keeps the list of requests.",
        "Pupils at risk {} missing from their school are searched for first.",
        "The match is made by surname {} date of birth where the postcode is missing.",
        "A copy is kept for audit {} for training in a cabinet with two locks.",
        "The board sees the figures {} the notes of the analysts before it meets.",
    ),
    "condition": (
        "The record is passed on {} the parent has objected to it in writing.",
        "The analyst sees the whole file {} the match is in doubt after the first look.",
        "A copy is made {} the court has asked for one in the course of a hearing.",
        "The extract is sent {} the other side has paid for the last one.",
        "The key is handed over {} two officers of the same rank are in the room.",
        "The team searches the old register {} the new one has no entry of that name.",
        "Access is given {} the line manager has signed the second page of the form.",
        "The meeting takes place in person {} the trains run on that morning.",
        "The address is left out {} the pupil lives in a refuge or a hostel.",
    ),
    "scope": (
        "The officer sees {} records of the pupil that bear on the question asked.",
        "The receiving team answers {} requests that come from a named contact.",
        "The log shows {} searches that were made from a shared computer.",
        "The board looks into {} complaints that were not settled at the desk.",
        "The extract holds {} fields that the school has filled in by itself.",
        "The courier carries {} envelopes that bear the stamp of the data team.",
        "The new rules are read by {} officers who work with the extract.",
        "The witness is shown {} pages that speak of the day in question.",
        "The adviser is told of {} visits that were made to the server room.",
    ),
    "reference": (
        "The form is filled in as {} says and is kept with the file of the request.",
        "The limits that {} sets are looked at by the board once the pilot is over.",
        "Loss of a file is dealt with under {} by the officer who is told of it first.",
        "The fields are those in {} and are passed on in the order given there.",
        "What {} says of costs holds for the interface and its upkeep as well.",
        "The contacts named in {} meet when one of them asks for it.",
        "A request under {} is answered by the team that keeps the register.",
        "The duties in {} remain when this arrangement has come to its end.",
        "The words explained in {} mean the same in every part of this document.",
    ),
    "party": (
        "{} keeps the key to the cabinet and a list of those who have asked for it.",
        "A copy of the signed form goes to {} on the morning after it was signed.",
        "The costs of the courier are borne by {} where the file was asked for in haste.",
        "The register is kept by {} at its own expense and shown to the auditors.",
        "Before the extract is made, the data team rings up {} and asks for the list.",
        "Complaints about the match are answered by {} in plain words.",
        "The minutes of the board are written by {} and read by the other side.",
        "Staff of {} are trained in the rules of the house in which they work.",
        "The test files belong to {} and are given back when the test is over.",
    ),
    "term": (
        "The {} are kept in a cabinet to which two officers have a key.",
        "Whoever sees the {} signs the list that hangs beside the door.",
        "A copy of the {} is handed to the courier in a sealed bag.",
        "The board is told of the {} at the first meeting of the school year.",
        "The analyst checks the {} against the list of the day before.",
        "Loss of the {} is reported by whoever finds that they are missing.",
        "The school sends the {} by the secure line and by no other way.",
        "The auditors look at the {} and at the log that goes with them.",
        "The {} of a pupil who has left are taken out of the extract.",
    ),
    "definition": (
        "“Working File” means the papers {} that an officer keeps for one request.",
        "“Census” means the count of pupils {} that the schools send in.",
        "“Match” means a pair of records {} that speak of one person.",
        "“Extract” has the meaning that the handbook {} gives to the word.",
        "“Contact” means a person {} whose name stands in the list of the data team.",
        "“Secure Line” means the connection {} over which the extract is sent.",
        "“Incident” means the loss of a record {} by whoever held it.",
        "“Register” means the book of requests {} that the team keeps by hand.",
        "“Officer” means somebody {} who works for one of the two sides.",
    ),
    "inline item": (
        "The school supplies the following data on each pupil: surname, date of birth{} and postcode.",
        "The request gives these details: the name of the officer, the reason{} and the case number.",
        "The extract contains personal data such as the forename, the surname{} and the year group.",
        "Information on the household, including the number of children{} and the language spoken, is kept.",
        "The record holds these fields: reference number, date of entry{} and name of the school.",
        "The following information is passed on: the result of the match{} and the date of the search.",
        "The list shows particulars of the officer, namely the office, the rank{} and the telephone number.",
        "Details of the journey, such as the date{} and the means of travel, are written on the form.",
        "The answer gives the following items: the last address{} and the date on which it was recorded.",
    ),
}


def held(kind: str) -> tuple[str, ...]:
    """The templates that nobody looks at while mending."""
    return tuple(text for at, text in enumerate(TEMPLATES[kind]) if at % 3 == 2)


def seen(kind: str) -> tuple[str, ...]:
    """The templates by which rules are mended."""
    return tuple(text for at, text in enumerate(TEMPLATES[kind]) if at % 3 != 2)
