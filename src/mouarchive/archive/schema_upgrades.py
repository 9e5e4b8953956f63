"""The table of technical upgrades, as data."""

from __future__ import annotations

from mouarchive.archive.schema_kinds import Table, columns

__all__ = ["UPGRADES"]

UPGRADES = Table(
    "upgrades",
    "Technical upgrades: the same bytes read otherwise by a newer reader; never a change of the agreement",
    columns("""
        id TEXT version id, number of the copy, number of the upgrade
        agreement TEXT the agreement
        version TEXT the version
        sha256 TEXT the copy's SHA-256, the same before and after
        number INTEGER place among the upgrades of this copy, from 1
        seen TEXT day on which it was first read so
        old_engine TEXT reader and version before
        new_engine TEXT reader and version since
        old_code TEXT beginning of the fingerprint of the reader's code before
        new_code TEXT the same since
        modified INTEGER clauses read in other words
        only_old INTEGER clauses that only the older reading has
        only_new INTEGER clauses that only the newer reading has
        renumbered INTEGER clauses read under another number
        old_pages_read INTEGER pages whose text could be relied on before
        new_pages_read INTEGER pages whose text can be relied on since
        differences TEXT JSON list of [kind, identifier before, identifier since, redline]
    """),
    links=(("agreement", "agreements"), ("version", "versions")),
    indexes=(("version",),),
    facets=("agreement", "version", "new_engine"),
)
