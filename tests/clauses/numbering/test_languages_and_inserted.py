"""Whole pages in other languages, with inserted numbers and with Roman numbers before a point."""

from __future__ import annotations

import pytest

PAGES = {
    "Brazilian articles with paragraphs and Roman items; an extract leaves articles out": (
        """
        CAPÍTULO I

        Art. 1º Este acordo regula a partilha de dados.
           § 1º Os dados são enviados todos os meses.
           § 2º O envio é cifrado.
        Art. 2º São deveres do destinatário:
           I - guardar os dados em segurança;
           II - apagar os dados após dois anos.
        CAPÍTULO II

        Art. 9º Cada parte suporta os seus custos.
        Art. 10. O acordo vigora por cinco anos.
        """,
        ["chapter-i", "article-1", "article-1(1)", "article-1(2)", "article-2", "article-2(I)",
         "article-2(II)", "chapter-ii", "article-9", "article-10"],
    ),
    "Spanish clauses in ordinals": (
        """
        PRIMERA.- Objeto. El convenio regula el envío de los datos.

        SEGUNDA.- Obligaciones. Las partes:
           a) guardan los datos;
           b) los borran.
        TERCERA.- Plazo. El plazo es de dos años.
        """,
        ["clause-1", "clause-2", "clause-2(a)", "clause-2(b)", "clause-3"],
    ),
    "Dutch articles without a stop, an article put in later, an annex that counts from 1": (
        """
        Artikel 1 Onderwerp
        1.1  Deze overeenkomst regelt de boeken.
        1.2  Zij geeft niemand rechten.
        Artikel 1bis Beheer
        1bis.1  Het bedrijf beheert de boeken.
        Artikel 2 Gegevens
        2.1  Het bedrijf verstrekt gegevens.

        *Bijlage 1*
        1.  Naam
        2.  Adres
        """,
        ["article-1", "1.1", "1.2", "article-1bis", "1bis.1", "article-2", "2.1", "annex-1", "annex-1.1",
         "annex-1.2"],
    ),
    "German sections with inserted ones and doubled letters": (
        """
        § 1 Gegenstand
        (1)  Diese Vereinbarung regelt die Daten.
        (2)  Übermittelt werden
             a)  die Schule,
             b)  der Abschluss, und zwar
                 aa)  die Art,
                 bb)  das Jahr.
        (2a)  Andere Daten werden nicht übermittelt.
        (3)  Das Nähere regelt die Anlage.
        § 1a Zweck
        Die Daten dienen nur dem Zweck.
        § 2 Kosten
        Jede Seite trägt ihre Kosten selbst.
        """,
        ["section-1", "section-1(1)", "section-1(2)", "section-1(2)(a)", "section-1(2)(b)",
         "section-1(2)(b)(aa)", "section-1(2)(b)(bb)", "section-1(2a)", "section-1(3)", "section-1a",
         "section-2"],
    ),
    "Roman numbers before the point": (
        """
        ARTICLE I - THE BOARD
        I.1 - Name
        The board is called the Data Board.
        I.2 - Seat
        It sits in Harbour Town.
        ARTICLE II - MEMBERS
        II.1 - Full members
        Full members are:
           1.  those who were elected, and
           2.  those who were named.
        II.2 - Guests
        II.2.1 - Voice
        Guests may speak.
        """,
        ["article-i", "I.1", "I.2", "article-ii", "II.1", "II.1(1)", "II.1(2)", "II.2", "II.2.1"],
    ),
    "numbers with bis and ter": (
        """
        1  Purpose
        1.1  The memorandum sets out the terms.
        1.1bis  It supplies no names.
        1.1ter  It reports each request.
        1.2  It is reviewed each year.
        1 bis  Oversight
        1bis.1  The Commissioner inspects requests.
        1bis.2  The Office publishes their number.
        2  Signature
        2.1  It is signed by both.
        """,
        ["1", "1.1", "1.1bis", "1.1ter", "1.2", "1bis", "1bis.1", "1bis.2", "2", "2.1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_taken_apart_in_its_own_language(drawn, name):
    """Words, ordinals and inserted numbers lead to the same tree as English labels."""
    drawing, eids = PAGES[name]
    assert drawn(drawing).eids == eids


def test_a_word_of_another_language_opens_nothing(drawn):
    """In an English text `Lisa 1` is no annex, as it is in an Estonian one: it is part of the clause."""
    english = """
        1.  The parties share the lamps of the north and of the south.
        2.  The keeper of the book shall be Lisa and the lamp of this year shall be

        Lisa 1
        """
    estonian = """
        1.  Pooled jagavad lampe ning raamatuid, kui selle kohta on otsus.
        2.  Raamatut hoitakse ning antakse edasi, kui see on vaja või kui küsitakse.

        Lisa 1
        """
    assert drawn(english).eids == ["1", "2"]
    assert drawn(estonian).eids == ["1", "2", "annex-1"]


@pytest.mark.parametrize(
    ("language", "word"),
    [
        (
            "De partij deelt een lijst van gegevens en het register wordt gedeeld.",
            "U hebt dertig dagen.",
        ),
        (
            "Les parties partagent une liste des données et les frais sont payés.",
            "À la fin elles sont rendues.",
        ),
        ("Las partes comparten los datos del registro y se pagan por los socios.", "Y se borran al final."),
    ],
)
def test_a_word_of_one_letter_begins_a_sentence_in_any_language(drawn, language, word):
    """Dutch U, French \u00c0 and Spanish Y are words, though they stand first in a paragraph."""
    found = drawn(f"""
        1.  {language}
        2.  {language}

        {word}

        3.  {language}
        """)
    assert found.eids == ["1", "2", "3"]
    assert word in found.text("2")
