"""Labels in the words of other languages, numbers in words, ordinals, and what was inserted later."""

# ruff: noqa: RUF001 - dashes and letters are meant as printed
from __future__ import annotations

import pytest

from mouarchive.clauses.labels import read_labels
from mouarchive.clauses.languages import LANGUAGES
from mouarchive.clauses.vocabulary import languages_of, ordinal_value, spoken


def first(text):
    """The likeliest label of a line: sort, number as eids spell it, and the words after it."""
    readings = read_labels(text)
    if not readings:
        return None
    mark = readings[0].marks[-1]
    return mark.family, mark.value, text[readings[0].rest :]


@pytest.mark.parametrize(
    ("text", "family", "value", "rest"),
    [
        ("Art. 2º São deveres", "article", "2", "São deveres"),
        ("Art. 3o Cada parte", "article", "3", "Cada parte"),
        ("ARTIGO 4.º", "article", "4", ""),
        ("Artigo 10.º - Denúncia", "article", "10", "Denúncia"),
        ("Artikel 1 Onderwerp", "article", "1", "Onderwerp"),
        ("Artículo 7.- Vigencia", "article", "7", "Vigencia"),
        ("ARTÍCULO 12°.- De las partes", "article", "12", "De las partes"),
        ("Artículo primero. Objeto", "article", "1", "Objeto"),
        ("Artículo único. Objeto", "article", "1", "Objeto"),
        ("Articolo 3 – Durata", "article", "3", "Durata"),
        ("Art. 4-bis. Controlli", "article", "4bis", "Controlli"),
        ("Article premier", "article", "1", ""),
        ("Article 1er - Objet", "article", "1", "Objet"),
        ("ARTICLE 1 er : OBJET", "article", "1", "OBJET"),
        ("Article 2 bis", "article", "2bis", ""),
        ("Article 2 ter Registres", "article", "2ter", "Registres"),
        ("Artykuł 5. Koszty", "article", "5", "Koszty"),
        ("Erthygl 2: Data", "article", "2", "Data"),
        ("Artikkel 4 Varighet", "article", "4", "Varighet"),
        ("MADDE 6 – Süre", "article", "6", "Süre"),
        ("Článek 9 Náklady", "article", "9", "Náklady"),
        ("Άρθρο 3 Κόστος", "article", "3", "Κόστος"),
        ("Стаття 8. Витрати", "article", "8", "Витрати"),
        ("3 artikla Kustannukset", "article", "3", "Kustannukset"),
        ("4. cikk", "article", "4", ""),
        ("2 straipsnis", "article", "2", ""),
        ("Anlage 1", "annex", "1", ""),
        ("ANEXO II", "annex", "II", ""),
        ("ANEXO Nº 2: Datos", "annex", "2", "Datos"),
        ("Bijlage 3 - Gegevens", "annex", "3", "Gegevens"),
        ("Allegato A", "annex", "A", ""),
        ("Załącznik nr 2", "annex", "2", ""),
        ("Bilaga 1 Uppgifter", "annex", "1", "Uppgifter"),
        ("Příloha č", "", "", ""),
        ("Liite 2", "annex", "2", ""),
        ("2. melléklet", "annex", "2", ""),
        ("Atodlen 1", "schedule", "1", ""),
        ("FIRST SCHEDULE", "schedule", "1", ""),
        ("Rhan 2", "part", "2", ""),
        ("Erster Teil", "part", "1", ""),
        ("DEUXIÈME PARTIE", "part", "2", ""),
        ("Zweiter Abschnitt: Kosten", "division", "2", "Kosten"),
        ("CAPÍTULO III", "chapter", "III", ""),
        ("Hoofdstuk 4", "chapter", "4", ""),
        ("Rozdział 2", "chapter", "2", ""),
        ("2 kap. Kostnader", "chapter", "2", "Kostnader"),
        ("PRIMERA.- Objeto", "clause", "1", "Objeto"),
        ("DÉCIMA SEGUNDA. Jurisdicción", "clause", "12", "Jurisdicción"),
        ("CLÁUSULA TERCEIRA – DO PRAZO", "clause", "3", "DO PRAZO"),
        ("SECOND: The office", "clause", "2", "The office"),
        ("SEC. 2. A request", "section", "2", "A request"),
        ("§ 2a Zweck", "section", "2a", "Zweck"),
        ("§ 2 a. Zweck", "section", "2a", "Zweck"),
        ("§ 12. Records", "section", "12", "Records"),
        ("3 § Uppgifter", "section", "3", "Uppgifter"),
        ("4 a § Uppgifter", "section", "4a", "Uppgifter"),
        ("§ 1º Os dados", "number", "1", "Os dados"),
        ("II – apagar os dados", "upper-roman", "II", "apagar os dados"),
        ("2bis Oversight", "number", "2bis", "Oversight"),
        ("2 bis. Oversight", "number", "2bis", "Oversight"),
        ("(3ter) Oversight", "number", "3ter", "Oversight"),
        ("2.1bis The Office", "decimal", "2.1bis", "The Office"),
        ("2bis.1 The Office", "decimal", "2bis.1", "The Office"),
        ("1bis.4.2 Deep", "decimal", "1bis.4.2", "Deep"),
        ("3.2 quater Deep", "decimal", "3.2quater", "Deep"),
        ("1.2A Inserted", "decimal", "1.2A", "Inserted"),
        ("(2a) Die Daten", "number", "2a", "Die Daten"),
        ("4b. Not limited", "number", "4b", "Not limited"),
        ("II.1 - Full members", "roman-decimal", "II.1", "Full members"),
        ("IV.1.1 Constitution", "roman-decimal", "IV.1.1", "Constitution"),
    ],
)
def test_labels_of_other_languages_and_inserted_numbers(text, family, value, rest):
    """Whatever the language prints, the sort and the number of the label are the same."""
    assert first(text) == ((family, value, rest) if family else None)


@pytest.mark.parametrize(
    "text",
    [
        "artículo 3 de la ley",  # a word in small letters names an article and opens none
        "8 de febrero de 2016",
        "8. Februar 2016",
        "1er janvier 2020 au plus tard",
        "1 mei 2020",
        "1 May and ends on the last day",
        "primera parte de los datos",
        "Primera vez que se envía",
        "5m long",
        "3d printers",
        "16GB of memory",
    ],
)
def test_dates_measures_and_words_are_no_labels(text):
    """The same figures and words open nothing where a sentence or a date goes on."""
    assert first(text) is None


@pytest.mark.parametrize("text", ["2 ter inzage gelegde stukken", "2 bis die Daten"])
def test_a_latin_word_that_goes_on_a_sentence_is_not_of_the_number(text):
    """In Dutch `ter` and in German `bis` are words of their own; `2 bis. Title` ends its number."""
    assert first(text)[1] == "2"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("primero", 1),
        ("DÉCIMA", 10),
        ("Décima Primera", 11),
        ("VIGÉSIMA SEGUNDA", 22),
        ("zweiter", 2),
        ("twelfth", 12),
        ("primera décima", None),
        ("parties", None),
    ],
)
def test_ordinals_in_words(words, value):
    """Ordinals of all languages are read, those of two words as tens and ones."""
    assert ordinal_value(words) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The parties share the data and the costs of this.", "en"),
        ("Les parties partagent les données et le coût est fixé par les deux.", "fr"),
        ("Die Parteien teilen die Daten und das wird von den Ämtern getan.", "de"),
        ("De partijen delen een deel van de gegevens en het wordt niet gedaan.", "nl"),
        ("Las partes comparten los datos del convenio y se pagan por los socios.", "es"),
        ("As partes partilham os dados da associação e são enviados ao clube.", "pt"),
        ("Le parti della convenzione che sono nel registro di cui gli uffici.", "it"),
        ("Strony nie są zobowiązane do tego, co jest w umowie oraz na piśmie.", "pl"),
        ("Mae'r partïon yn rhannu data ac wedi cytuno yn y ddogfen hwn neu gan.", "cy"),
        ("Parterna ska dela uppgifter som är av vikt och ett register med det.", "sv"),
    ],
)
def test_the_language_of_a_text_is_told_from_its_common_words(text, code):
    """The most common words of a text are its own language's."""
    assert spoken([text]).most_common(1)[0][0] == code


def test_a_word_may_open_a_label_in_several_languages():
    """`Artikel` is German, Dutch, Swedish and Danish; an unknown word is of none."""
    assert {"de", "nl", "sv", "da"} <= languages_of("ARTIKEL")
    assert languages_of("Lamp") == frozenset()
    assert len({one.code for one in LANGUAGES}) == len(LANGUAGES)
