"""`--explain` says in plain words why a clause is a clause, and why a change is what it is."""

from __future__ import annotations

import json

from mouarchive.output.serializer import forms


def test_a_clause_says_which_rules_made_it(run, first):
    """Label, points and reasons of each clause are told, the strongest reason first."""
    code, out, err = run("show", first, "2", "--explain")

    assert (code, err) == (0, "")
    assert "why its clauses are what they are" in out
    assert "points in all" in out
    assert "next in its list" in out


def test_every_clause_is_explained(run, first):
    """No clause is passed over: the JSON has a part for each that `show` lists."""
    listed = json.loads(run("show", first, "--format", "json")[1])["clauses"]
    parts = json.loads(run("show", first, "--explain", "--format", "json")[1])["parts"]

    names = {part["name"] for part in parts}
    assert {clause["id"] for clause in listed} <= names
    assert all(part["lines"] for part in parts)


def test_a_change_says_what_paired_its_clauses(run, first, second):
    """Each change that a redline shows is explained: the pairing and what it asks for."""
    code, out, err = run("diff", first, second, "--explain")

    assert (code, err) == (0, "")
    changes = json.loads(run("diff", first, second, "--explain", "--format", "json")[1])["parts"]
    assert changes
    assert all(part["lines"] for part in changes)
    assert changes[0]["name"] in out


def test_an_explanation_can_be_written_in_each_format_for_text(run, first, tmp_path):
    """Text, HTML, Markdown and JSON; a format for redlines alone is refused in one line."""
    for form in forms("Explained"):
        assert run("show", first, "--explain", "--format", form, "-o", str(tmp_path / form))[0] == 0
    code, _, err = run("diff", first, first, "--explain", "--format", "docx")
    assert code == 2
    assert "--explain writes" in err
