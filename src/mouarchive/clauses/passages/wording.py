"""The words with which agreements are opened and closed, by language: between, whereas, signed for.

`said` gives a pattern of all languages. The words round numbers stand in `languages`.

On its own: words alone, so that a language is added without touching a rule.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

__all__ = ["WORDINGS", "Wording", "said"]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language, in small letters; each is a word or a pattern of its spellings.

    Of what opens an agreement: `this` begins the sentence that says `between` whom it is `made`, `also` parts
    two parties; `parties` and `recitals` are titles, `whereas` begins a recital, `agreed` the terms;
    `control` are names of what a cover says of the document. Of what closes it: `attested` begins the
    sentence before the signatures, which `signed` begins; `behalf` says for whom, and `done` where, in cells
    side by side; `signatures` are titles over them; `signing` and `signatory` name the fields for a
    signature and who gives it; `ending` says that a page or text is over.
    """

    code: str
    this: Sequence[str] = ()
    between: Sequence[str] = ()
    made: Sequence[str] = ()
    also: Sequence[str] = ()
    parties: Sequence[str] = ()
    recitals: Sequence[str] = ()
    whereas: Sequence[str] = ()
    agreed: Sequence[str] = ()
    control: Sequence[str] = ()
    attested: Sequence[str] = ()
    signed: Sequence[str] = ()
    behalf: Sequence[str] = ()
    done: Sequence[str] = ()
    signatures: Sequence[str] = ()
    signing: Sequence[str] = ()
    signatory: Sequence[str] = ()
    ending: Sequence[str] = ()


ENGLISH = Wording(
    code="en",
    this=(
        "this", "the present", "an? (?:agreement|memorandum)", "(?:data sharing |service )?agreement",
        "memorandum",
    ),
    between=("by and between", "between", "among", "amongst", "by and among"),
    made=("is", "was", "made", "dated", "entered into", "concluded"),
    also=("and",),
    parties=("parties(?: to (?:this|the) .{0,40})?", "between"),
    recitals=("background", "recitals?", "preamble"),
    whereas=(
        "whereas", "considering", "having regard to", "recogni[sz]ing", "noting that", "desiring",
        "bearing in mind", "acknowledging", "mindful of", "in consideration of",
    ),
    agreed=(
        "now,? therefore", "(?:it is )?(?:hereby )?agreed(?: as follows| that)", "it is (?:hereby )?agreed",
        "the parties (?:hereby )?agree(?: as follows| that|:)", "agreed terms", "have agreed as follows",
        "(?:have )?(?:hereby )?agree(?:d)? as follows", "operative provisions",
    ),
    control=(
        "(?:document |current )?version", "(?:document |information asset )?owner", "authors?", "issue",
        "revision",
        "(?:document |issue |effective |publication |version |review |approval |next review )?date",
        "date (?:of )?(?:issue|publication|review|approval|next review)", "status",
        "(?:security |protective )?(?:classification|marking)", "prepared by", "approved by", "approver",
        "reviewed by", "reviewer", "next review", "(?:document |our |file )?ref(?:erence)?",
        "document title", "title",
        "filename", "file name", "last (?:updated|reviewed|modified)", "(?:review|amended) on", "published",
        "supersedes", "distribution", "document control", "effective from", "document type", "department",
    ),
    attested=(
        "in witness (?:whereof|of which|thereof)", "as witness", "in testimony whereof",
        "executed as a deed by the parties",
        "this (?:agreement|deed|memorandum(?: of understanding)?) (?:has been|is|was) (?:duly )?signed",
        "this (?:agreement|deed|memorandum(?: of understanding)?|contract) (?:has been|is|was) entered into",
        "this (?:agreement|deed|contract) (?:has been|is|was) (?:duly )?(?:executed|delivered)",
        "done (?:at|in) \\w.{0,60}\\b(?:on|this|the)",
        "the parties(?: hereto)? have (?:duly |caused |hereto |each )?(?:executed|signed|set|this)",
        "by signing below", "signed by the (?:parties|authori[sz]ed|duly)",
    ),
    signed=(
        "signed(?: and (?:sealed|delivered|dated))?(?: as a deed)?,? (?:for|by|on|in|at|this)",
        "signed(?=\\s*[:_.(\u2026]|\\s*$)",
        "executed(?: and delivered)?(?: as a deed)?,? (?:by|for|on)", "for and (?:on|in) behalf of",
        "signed,? sealed",
        "signature(?:s)? (?:of|for|on behalf)", "(?:accepted|agreed|acknowledged) and (?:accepted|agreed)",
        "authori[sz]ed signator(?:y|ies)", "authori[sz]ed signature", "the common seal of",
        "in the presence of", "(?-i:On) behalf of",
    ),
    behalf=("for",),
    done=("done (?:at|in)",),
    signatures=(
        "signatures?(?: page| of the parties| block)?", "signator(?:y|ies)", "execution(?: page)?",
        "attestation", "signed",
        "sign[- ]?off", "signing", "signatures and dates?",
    ),
    signing=(
        "by", "signature", "signed", "sign", "sign here", "authori[sz]ed signature",
        "signature of .{1,40}",
    ),
    signatory=(
        "(?:print(?:ed)? |full |signatory |block )?name(?: \\(?(?:print(?:ed)?|block capitals)\\)?)?",
        "(?:job )?title", "position",
        "(?:date|dated)(?: signed)?", "role", "its", "designation", "organi[sz]ation", "witness(?:ed by)?",
        "office", "rank",
        "occupation", "address",
    ),
    ending=(
        "end of (?:the )?(?:document|agreement|by-?laws|text|contract|file|memorandum|policy|page)",
        "end of (?:the )?(?:schedule|annex|appendix)",
        "(?:the )?remainder of (?:this|the) page .{0,10}(?:intentionally )?(?:left )?blank",
        "(?:this )?page (?:is |has been )?(?:intentionally|deliberately) (?:left )?blank",
        "(?:this )?(?:page )?(?:is )?(?:left )?(?:intentionally|deliberately) (?:left )?blank",
        "(?:the )?signatures? (?:pages?|blocks?) (?:to )?(?:follows?|below)(?: .{0,30})?",
        "signatures? (?:appear )?(?:on|follow on) (?:the )?(?:next|following) page", "the end",
    ),
)  # fmt: skip
FRENCH = Wording(
    code="fr",
    this=("le pr\u00e9sent", "la pr\u00e9sente", "cet", "cette"),
    between=("entre",),
    made=(
        "est",
        "conclue?",
        "passée?",
    ),
    also=("et", "d'une part", "d\u2019une part", "d'autre part,?(?: et)?", "d\u2019autre part,?(?: et)?"),
    parties=("(?:les )?parties", "entre(?: les soussign\u00e9e?s)?"),
    recitals=("pr\u00e9ambule", "expos\u00e9 (?:pr\u00e9alable|des motifs)", "contexte"),
    whereas=("consid\u00e9rant", "attendu", "vu(?= )", "eu \u00e9gard", "ayant \u00e0 l'esprit"),
    agreed=(
        "(?:il (?:a \u00e9t\u00e9|est) )?convenu",
        "ont convenu",
        "sont convenues? de ce qui suit",
        "ceci expos\u00e9",
    ),
    control=(
        "auteur",
        "propri\u00e9taire",
        "statut",
        "date de (?:publication|r\u00e9vision)",
        "r\u00e9f\u00e9rence",
    ),
    attested=("en foi de quoi", "fait \u00e0", "fait en"),
    signed=(
        "sign\u00e9 (?:par|pour|au nom)",
        "pour (?:le|la|les|l'|l\u2019)",
        "au nom de",
        "lu et approuv\u00e9",
    ),
    behalf=("pour",),
    done=("fait (?:\u00e0|en)",),
    signatures=("signatures?", "signataires?"),
    signing=("signature", "sign\u00e9"),
    signatory=("nom(?: et pr\u00e9nom)?", "pr\u00e9nom", "fonction", "qualit\u00e9", "titre"),
    ending=("fin du (?:document|texte|contrat)",),
)
GERMAN = Wording(
    code="de",
    this=("diese[rs]?", "der vorliegende"),
    between=("zwischen",),
    made=(
        "wird",
        "geschlossen",
        "ist",
    ),
    also=("und",),
    parties=("(?:die )?(?:vertrags)?parteien", "zwischen"),
    recitals=("pr\u00e4ambel", "vorbemerkung(?:en)?", "erw\u00e4gungsgr\u00fcnde"),
    whereas=("in erw\u00e4gung", "in anbetracht", "gest\u00fctzt auf", "in der erw\u00e4gung"),
    agreed=("vereinbaren", "(?:die parteien )?(?:haben|sind) .{0,30}(?:vereinbart|\u00fcbereingekommen)"),
    control=("verfasser", "stand", "fassung", "datum", "aktenzeichen"),
    attested=("zu urkund dessen", "geschehen zu"),
    signed=("unterzeichnet (?:f\u00fcr|von)", "im namen"),
    behalf=("f\u00fcr",),
    done=("geschehen (?:zu|in)",),
    signatures=("unterschrift(?:en)?",),
    signing=("unterschrift", "gezeichnet", "gez"),
    signatory=("ort", "datum", "ort, datum", "funktion"),
    ending=("ende des (?:dokuments|textes|vertrags)",),
)
SPANISH = Wording(
    code="es",
    this=("el presente", "la presente", "este", "esta"),
    between=("entre",),
    made=(
        "se celebra",
        "celebrado",
        "es",
    ),
    also=("y", "de una parte", "de otra(?: parte)?"),
    parties=("(?:las )?partes", "reunidos", "entre", "intervienen"),
    recitals=("exponen", "antecedentes", "pre\u00e1mbulo", "considerandos?", "manifiestan"),
    whereas=("considerando", "vistos?(?= )", "teniendo en cuenta"),
    agreed=("acuerdan", "cl\u00e1usulas", "convienen", "han acordado"),
    control=("autor", "propietario", "estado", "fecha"),
    attested=("en fe de lo cual", "en prueba de conformidad", "hecho en", "y en prueba"),
    signed=("firmado (?:por|en)", "fdo\\.?", "en nombre de"),
    behalf=("por (?:el|las?|los)",),
    done=("hecho en",),
    signatures=("firmas?",),
    signing=("firma", "firmado"),
    signatory=("nombre", "cargo", "fecha", "apellidos"),
    ending=("fin del (?:documento|texto)",),
)
DUTCH = Wording(
    code="nl",
    this=("deze", "dit"),
    between=("tussen",),
    made=(
        "wordt",
        "gesloten",
        "is",
    ),
    also=("en",),
    parties=("(?:de )?partijen", "tussen"),
    recitals=("preambule", "overwegingen"),
    whereas=("overwegende", "gelet op", "in aanmerking nemende"),
    agreed=("(?:zijn )?(?:het volgende )?overeengekomen", "komen (?:het volgende )?overeen"),
    control=("auteur", "eigenaar", "datum"),
    attested=("ten blijke waarvan", "gedaan te", "aldus overeengekomen"),
    signed=("ondertekend (?:door|namens)", "namens (?:de|het)? ?"),
    behalf=("namens", "voor"),
    done=("gedaan te",),
    signatures=("ondertekening", "handtekening(?:en)?"),
    signing=("handtekening",),
    signatory=("naam", "functie", "plaats", "datum"),
    ending=("einde (?:van het )?document",),
)
PORTUGUESE = Wording(
    code="pt",
    this=("o presente", "a presente", "este", "esta"),
    between=("entre",),
    made=(
        "é",
        "celebrado",
    ),
    also=("e",),
    parties=("(?:as )?partes", "entre"),
    recitals=("considerandos?", "pre\u00e2mbulo"),
    whereas=("considerando", "tendo em conta"),
    agreed=("acordam", "(?:\u00e9 )?(?:celebrado|acordado)", "convencionam"),
    control=("autor", "estado", "data"),
    attested=("em testemunho do que", "em f\u00e9 do que", "feito em"),
    signed=("assinado (?:por|em)", "em nome d[aeo]"),
    behalf=("pel[oa]s?",),
    done=("feito em",),
    signatures=("assinaturas?",),
    signing=("assinatura",),
    signatory=("nome", "cargo", "data"),
    ending=("fim do (?:documento|texto)",),
)
ITALIAN = Wording(
    code="it",
    this=("il presente", "la presente", "questo", "questa"),
    between=("tra", "fra"),
    made=(
        "è",
        "stipulato",
    ),
    also=("e",),
    parties=("(?:le )?parti", "tra", "fra"),
    recitals=("premess[ae]", "preambolo"),
    whereas=("premesso che", "considerato", "visto(?= )", "vist[ai](?= )"),
    agreed=("(?:si )?convien(?:e|gono)", "tutto ci\u00f2 premesso"),
    control=("autore", "stato", "data"),
    attested=("in fede di (?:quanto|che)", "fatto a"),
    signed=("firmato (?:da|per)", "in nome di"),
    behalf=("per",),
    done=("fatto a",),
    signatures=("firme?", "sottoscrizion[ei]"),
    signing=("firma",),
    signatory=("nome", "ruolo", "data", "luogo"),
    ending=("fine del (?:documento|testo)",),
)

WORDINGS = (ENGLISH, FRENCH, GERMAN, SPANISH, DUTCH, PORTUGUESE, ITALIAN)
"""The languages whose openings and closings are known; of others the passages are front, note or end."""


def said(*fields: str) -> str:
    """A pattern of every language's words in these fields of `Wording`, for use inside a group.

    >>> said("between").split("|")[:2]
    ['by and between', 'between']
    """
    return "|".join(
        dict.fromkeys(word for one in WORDINGS for field in fields for word in getattr(one, field))
    )
