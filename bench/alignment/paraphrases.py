"""Clauses said twice in different words, as a drafter does who rewrites one; written for this benchmark.

The two of a pair mean the same and share few words. The first of one pair beside the second of another is
what an unrelated clause in the same place looks like: the same agreement, the same tone, another matter.
"""

from __future__ import annotations

__all__ = ["PARAPHRASES"]

_WRITTEN = """
Each Participant will bear its own costs of taking part in this arrangement.
=> No charge is made by either side; whatever a party spends in carrying out its role it pays for itself.

Any breach of security must be reported to the other Participant within one working day.
=> Where data has been lost or seen by somebody who had no right to it, the other party is told by the end
   of the next day at the latest.

Records will be destroyed six months after the case is closed.
=> Once half a year has passed from the end of an enquiry, everything held about it is to be deleted.

Access is limited to staff who have passed a security check.
=> Only vetted officers may look at the information or open the system that holds it.

This document is not intended to be legally binding.
=> Nothing said here can be enforced in a court, and no rights in law arise from it.

The Participants will meet every quarter to review how the arrangement is working.
=> Four times a year a meeting of both sides considers whether the sharing achieves what was hoped.

Disputes will be settled by the Senior Responsible Officers.
=> If the parties cannot agree, the matter goes up to the directors on each side, whose decision is final.

Either Participant may end this arrangement by giving three months' notice in writing.
=> A party that wishes to withdraw must tell the other in a letter at least ninety days beforehand.

Requests under the Freedom of Information Act will be handled by the body that receives them.
=> Whoever is asked for information by a member of the public answers, after consulting the other side.

Data will be sent by encrypted electronic transfer only.
=> The secure gateway is the sole channel for sending files; post, fax and ordinary mail may not be used.

A request must state the full name and the last known address of the person sought.
=> Those who ask have to give enough particulars, such as where somebody used to live, for a match.

The Department does not guarantee that the information supplied is accurate.
=> No warranty is given as to the correctness of what is passed on, which may be out of date.

Changes to this document need the written agreement of both Participants.
=> An amendment takes effect when signed for each of the two bodies.

The data may not be passed to a third party without consent.
=> Onward disclosure to anyone outside is forbidden unless the supplier has said yes first.

Staff who handle personal data will complete annual training.
=> Every twelve months those who work with people's details take the course on data protection again.

An audit log will be kept of every search that is made.
=> The system notes who looked up what and when, and these entries are preserved for inspectors.

The arrangement will start on the date of the last signature.
=> It comes into force once all of the parties have signed.

The names of single points of contact are listed in the annex.
=> Queries go to the people set out at the back of this document, who speak for their organisations.

Complaints from data subjects will be answered by the Participant that holds the record.
=> A person unhappy with the way their details were used gets a reply from the body that has the file.

The school census is the only source of the data that will be matched.
=> Matching uses nothing but what schools return in the census each term.

No decision about an individual will be taken by automated means alone.
=> Before a case is closed or opened, an officer considers it; a computer may not decide.

The Receiving Authority will carry out an impact assessment before the first transfer.
=> Prior to anything being sent, the privacy risks have to be assessed and written down by the recipient.

Paper copies will be kept in a locked cabinet.
=> Print-outs are to be secured under lock and key when nobody is at the desk.

The monthly extract will contain no more than one thousand records.
=> At most a thousand cases can go into the file sent each month.

Sub-contractors may be used only with approval from the Data Controller.
=> The controller has to approve any processor that the other side wants to employ.

Both Participants will publish this document on their websites.
=> The text is to be made public online by the two of them.

If a child may be at risk the information will be shared without delay.
=> Urgent safeguarding concerns are passed on at once, by telephone if need be.

The purpose of the sharing is to find families who have lost contact with the authorities.
=> We exchange details so that missing parents and children can be traced.

Searches will be made by a trained operator at the national office.
=> Only operators in headquarters who were instructed in its use run a query on the register.

Errors found in the data will be notified to the supplier so that they can be corrected.
=> Whoever notices a mistake tells the source, which then puts its own register right.

The Secretariat will circulate minutes within ten days of a meeting.
=> Notes of what was discussed reach all members less than two weeks afterwards.

Statistics may be released if no individual can be identified from them.
=> Figures that reveal nobody's identity can be published.

A risk register will be maintained and reviewed by the Programme Board.
=> The board keeps a list of what might go wrong and looks through it regularly.

Data held on removable media must be encrypted to the agreed standard.
=> USB sticks and discs are allowed only where their contents have been protected with approved encryption.

Liability for loss rests with the Participant whose act or omission caused it.
=> The body at fault meets the claim, in so far as its own conduct brought about the damage.

The Home Office will reimburse the cost of each completed request at the agreed rate.
=> For every request answered the Department is paid the fee set out below by the Home Office.

Test data will not contain details of living people.
=> Made-up records are used whenever a new release is tried out.

The information will not be transferred outside the United Kingdom.
=> All processing happens within the country, and no copy may leave it.

On termination all data received will be returned or securely destroyed.
=> When the arrangement comes to an end, whatever has been supplied is given back or wiped.

The Participants have agreed a joint statement for use with the press.
=> Journalists who enquire receive the wording that has been settled between both press offices.
"""


def _pair(entry: str) -> tuple[str, str]:
    before, after = (" ".join(part.split()) for part in entry.split("=>"))
    return before, after


PARAPHRASES = tuple(_pair(entry) for entry in _WRITTEN.strip().split("\n\n"))
"""(as it stood, as it was rewritten)"""
