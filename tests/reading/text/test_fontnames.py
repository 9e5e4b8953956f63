"""Headings are told by their weight, and many fonts say it by nothing but their name."""

from __future__ import annotations

import pytest

from mouarchive.reading.text.pdfium import bold_name, slanted_name


@pytest.mark.parametrize(
    "name",
    [
        "CMBX10",
        "ABCDEF+CMBX12",
        "CMSSBX10",
        "CMBXTI10",
        "SFBX1095",
        "LMRoman10-Bold",
        "lmbx10",
        "ptmb8a",
        "NimbusRomNo9L-Medi",
        "NimbusRomNo9L-MediItal",
        "URWGothicL-Demi",
        "HelveticaNeueLTStd-Bd",
        "HelveticaNeueLTStd-BdIt",
        "Frutiger-Black",
        "ArialBlack",
        "Avenir-Heavy",
        "DINPro-Hv",
        "MyriadPro-Semibold",
        "Inter-SemiBold",
        "FranklinGothic-Demi",
        "ITCAvantGardeStd-DemiObl",
        "Garamond,Bold",
        "ARIALBOLD",
        "Univers-SmBd",
        "Meta-Fett",
    ],
)
def test_names_of_bold_fonts(name: str) -> None:
    """TeX's shapes, foundries' short forms and plain words all say bold."""
    assert bold_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "CMR10",
        "CMTI10",
        "CMSY10",
        "MSBM10",
        "SFRM1000",
        "ptmr8a",
        "NimbusRomNo9L-Regu",
        "NimbusSansL-Medium",
        "Inter-Medium",
        "Bliss2-Light",
        "NotoSansCJKjp-DemiLight",
        "Garamond-Book",
        "UniversLTStd-UltraLt",
        "BlackadderITC-Regular",
        "AcademicoRegular",
        "Bodoni",
        "Abadi",
        "Arial-ItalicMT",
        "FEF432B381E",
        "",
    ],
)
def test_names_of_other_fonts(name: str) -> None:
    """Regular, medium and light fonts, symbols, and names that only contain such letters, are not bold."""
    assert not bold_name(name)


@pytest.mark.parametrize(
    ("name", "slanted"),
    [
        ("CMTI10", True),
        ("CMBXTI10", True),
        ("SFSL1000", True),
        ("HelveticaNeueLTStd-BdIt", True),
        ("NimbusRomNo9L-ReguItal", True),
        ("Univers-Obl", True),
        ("Calibri-Italic", True),
        ("CMR10", False),
        ("ITCGaramond", False),
        ("Obliq", False),
        ("Italia", False),
    ],
)
def test_names_of_slanted_fonts(name: str, slanted) -> None:
    """Italic and oblique are told the same way."""
    assert slanted_name(name) is slanted
