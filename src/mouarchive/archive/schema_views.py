"""Questions that people ask, as views of the database: they answer in plain Datasette, with no page of ours.

Dates keep the precision in which they are known ("2015", "2015-07", "2015-12-18"): two are only held to be
in order, or out of it, where the precision of both is enough to tell.
"""

from __future__ import annotations

from mouarchive.archive.schema_kinds import View, columns

__all__ = ["VIEWS"]

# One date is before another where they differ within the digits that both have.
_BEFORE = "substr({a}, 1, min(length({a}), length({b}))) < substr({b}, 1, min(length({a}), length({b})))"
# The first date on which any copy of a version was made public, so far as the record says.
_DISCLOSED = "(select min(disclosed) from copies where copies.version = {version} and disclosed is not null)"


def _disclosed(version: str) -> str:
    return _DISCLOSED.format(version=version)


VIEWS: tuple[View, ...] = (
    View(
        "vanished_clauses",
        "Clauses that stand in an older version held and not in the newest: where each was last seen",
        columns("""
            agreement TEXT the agreement
            lineage TEXT the clause followed through all versions
            label TEXT number where it was last seen
            words TEXT its text there, shortened
            last_version TEXT newest held version it stands in
            next_version TEXT next held version, in which it is not
            not_held_between INTEGER known versions between the two whose text is not held
            merged_into TEXT clause of the next version that took it in, where one did
            page INTEGER page of the file where it was last seen
            sha256 TEXT that file's SHA-256
            hidden INTEGER clauses with a blacked-out passage in the next version: it may stand under one
        """),
        """
        select l.agreement, l.id as lineage, l.label, l.words, l.last_version, n.id as next_version,
            n.position - v.position - 1 as not_held_between, x.merged_into, c.page, c.sha256,
            (select count(*) from clauses h where h.version = n.id
                and (h.search_text like '%[redact%' or h.search_text like '%█%')) as hidden
        from lineages l
        join versions v on v.id = l.last_version
        join versions n on n.agreement = l.agreement and n.held and n.position = (
            select min(position) from versions
            where agreement = l.agreement and held and position > v.position)
        left join clauses c on c.lineage = l.id and c.version = l.last_version
        left join changes x on x.old_clause = c.id and x.new_version = n.id
        order by l.agreement, v.position, c.position
        """,
        ("agreement", "last_version"),
    ),
    View(
        "phrase_timeline",
        "Every event of every watched phrase with the dates of the version in which it shows",
        columns("""
            agreement TEXT the agreement
            phrase TEXT the watched phrase
            event TEXT present-in-oldest, appears, vanishes, returns or present-in-newest
            version TEXT version in which it is first (or again) seen, or no longer seen
            dated TEXT date of that version
            in_force_from TEXT its first day in force
            disclosed TEXT day on which it was first made public
            previous_version TEXT held version before it
            note TEXT the event in a sentence
        """),
        f"""
        select e.agreement, p.text as phrase, e.event, e.version, v.dated, v.in_force_from,
            {_disclosed("v.id")} as disclosed, e.previous_version, e.note
        from phrase_events e
        join phrases p on p.id = e.phrase
        join versions v on v.id = e.version
        order by e.agreement, p.rowid, v.position, e.rowid
        """,  # noqa: S608 - every name in it is fixed above
        ("agreement", "phrase", "event"),
    ),
    View(
        "disclosed_out_of_order",
        "Pairs of versions of which the newer was made public before the older",
        columns("""
            agreement TEXT the agreement
            older_version TEXT the older version
            older_disclosed TEXT day on which it was first made public
            newer_version TEXT the newer version
            newer_disclosed TEXT day on which it was first made public, earlier
        """),
        f"""
        select a.agreement, a.id as older_version, a.disclosed as older_disclosed,
            b.id as newer_version, b.disclosed as newer_disclosed
        from (select *, {_disclosed("versions.id")} as disclosed from versions) a
        join (select *, {_disclosed("versions.id")} as disclosed from versions) b
            on b.agreement = a.agreement and b.position > a.position
        where {_BEFORE.format(a="b.disclosed", b="a.disclosed")}
        order by a.agreement, a.position, b.position
        """,  # noqa: S608 - every name in it is fixed above
        ("agreement",),
    ),
    View(
        "not_held",
        "Versions that are known and whose text is not held, with who names them and why they are withheld",
        columns("""
            agreement TEXT the agreement
            label TEXT version label
            state TEXT unread, registered, withheld or declared
            exemption TEXT FOI exemption claimed for withholding it
            declared_in TEXT JSON list of the versions whose own history names it
            declared_date TEXT date given there
            declared_note TEXT change note given there
        """),
        """
        select agreement, label, state, exemption, declared_in, declared_date, declared_note
        from register where state <> 'held' order by agreement, rowid
        """,
        ("agreement", "state"),
    ),
    View(
        "decided_by_hand",
        "Everything that people corrected or decided against what the program read and paired by itself",
        columns("""
            agreement TEXT the agreement
            kind TEXT correction, together or apart
            version TEXT the version, or the newer of two
            what TEXT what it is about
            who TEXT who decided
            why TEXT why
            carried_out INTEGER 1 where it could be carried out
        """),
        """
        select agreement, 'correction' as kind, version,
            what || ': ' || was || ' → ' || now as what, who, why, applied as carried_out
        from corrections
        union all
        select agreement, case together when 1 then 'together' else 'apart' end, new_version,
            old_version || '/' || old_eid || ' and ' || new_version || '/' || new_eid, who, why,
            old_clause is not null and new_clause is not null
        from pairings
        """,
        ("agreement", "kind"),
    ),
)
