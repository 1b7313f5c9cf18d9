"""From the codes of a laboratory, or of who made a picture, to our few categories of results."""

from collections.abc import Iterable, Mapping

from consent.model import ResultCategory

# Source: HL7 table 0074, diagnostic service sections.
SECTIONS: Mapping[ResultCategory, frozenset[str]] = {
    ResultCategory.FUNCTION: frozenset({"AU", "CTH", "CUS", "EC", "EN", "PF", "RC"}),
    ResultCategory.IMAGING: frozenset(
        {"CT", "IMG", "NMR", "NMS", "OUS", "RAD", "RUS", "RX", "VUS", "XRC"}
    ),
    ResultCategory.LABORATORY: frozenset(
        {"BG", "BLB", "CH", "HM", "IMM", "LAB", "LABORATORY", "OSL", "SR", "TX"}
    ),
    ResultCategory.MICROBIOLOGY: frozenset({"MB", "MCB", "MYC", "PAR", "VR"}),
    ResultCategory.PATHOLOGY: frozenset({"CP", "PAT", "SP"}),
}
# Source: SNOMED CT, as the Dutch profiles for laboratories use it, and FHIR's own words.
OTHERS: Mapping[str, ResultCategory] = {
    "108257001": ResultCategory.PATHOLOGY,
    "19851009": ResultCategory.MICROBIOLOGY,
    "252275004": ResultCategory.LABORATORY,
    "275711006": ResultCategory.LABORATORY,
    "363679005": ResultCategory.IMAGING,
    "395124008": ResultCategory.LABORATORY,
    "423827005": ResultCategory.ENDOSCOPY,
    "4241000179101": ResultCategory.LABORATORY,
    "49581000146104": ResultCategory.LABORATORY,
    "IMAGING": ResultCategory.IMAGING,
}
KNOWN: Mapping[str, ResultCategory] = {
    **{code: category for category, codes in SECTIONS.items() for code in codes},
    **OTHERS,
}


def category_of(codes: Iterable[str]) -> ResultCategory:
    """
    Give the category that these codes mean; one that we know goes before all others.

    Without any code it is a laboratory that sends; a code that we do not know is something else.
    """
    stated = [code.upper() for code in codes if code]
    known = [KNOWN[code] for code in stated if code in KNOWN]
    told = [one for one in known if one is not ResultCategory.LABORATORY] or known
    if told:
        return told[0]
    return ResultCategory.OTHER if stated else ResultCategory.LABORATORY
