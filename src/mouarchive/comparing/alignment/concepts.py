"""Words of agreements that drafters put for one another: what they begin with, a line for each notion.

No dictionary, and wider than synonyms: "destroyed" and "shredded", "Participant" and "party" are to count as
the same matter when a clause may have been said again in other words. Only used where place already speaks
for two clauses; it pairs nothing by itself.
"""

from __future__ import annotations

__all__ = ["notion"]

_NOTIONS = """
delet destro dispos discard eras purg shred wip wiped
keep kept preserv retain retention stor store stored
deliver exchang pass passed provid provis send sends sent shar share shared suppl transfer transmi
disclos publi releas reveal
employ officer offici personn staff worker
charg cost costs expens fee fees invoic paid pay payment pric rate rates reimburs spend tarif
accura correct error inaccura incorrect mistak rectif wrong
ceas clos close closed end ended ends expir terminat withdr
began begin commenc start
annivers annual twelve year years yearl
month monthl months
agree agreed approv authoris consent permi
appl ask asked asks enquir quer request
encryp lock locked protect safeguard secur vetted
binding court courts enforc law lawful laws legal legislat statut
anyone citizen individual people person somebod
aim aims objectiv purpos reason
alter amend chang modif revis updat varia vary
assess audit check consider evaluat examin inspect review scrutin
advis inform notic notif report tell told
document letter writ written
complain disagree disput grievanc
course instruct train trained training
copies copy duplicat print
find found locat look match search trac
compensat damag fault liab loss responsib
contractor external outsid processor subcontract third
abroad countr kingdom overseas
journalist media press
sign signatur signed
breach incident
board committe meet meeting minutes
child children famil minor parent
delay immediat once prompt quick urgent
dwell home live lives residen
internet online web website
call phone telephon
automat comput electron system
danger harm risk
assist help support
post posit role
education learner pupil school student
aggregat anonymis figure figures statistic summar
decid decision determin
appoint choos chosen designat nominat select
building land offices premis propert site sites
boat boats craft ship ships vessel
car cars lorr van vans vehicle
grew grow increas rais rise rises rose
fewer less lower reduc
ban banned forbid prohibit
demonstrat evidenc proof prove
duties duty oblig
organisation bodies body department author
participant part parties party side sides
draft propos
elect elected vote voted votes voting
"""
_LONGEST, _SHORTEST, _ENDING = 13, 3, 3
_KNOWN = {
    start: f"={number}" for number, line in enumerate(_NOTIONS.strip().splitlines()) for start in line.split()
}


def notion(word: str) -> str | None:
    """What stands for the notion of a word in small letters; None for a word that is in no line.

    A beginning of five letters and more stands for all words that begin so, a shorter one for those with up
    to three letters more ("stor", "storage").

    >>> notion("destroyed") == notion("shredding"), notion("wedding")
    (True, None)
    """
    for letters in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
        start = word[:letters]
        if start in _KNOWN and (letters > _SHORTEST + 1 or len(word) - letters <= _ENDING):
            return _KNOWN[start]
    return None
