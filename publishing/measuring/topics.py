"""What is measured under which code: one series per thing, whichever table its code is from."""

from collections.abc import Mapping

from publishing.intake.fhir.coding import LOINC, NHG45
from publishing.intake.model import Code

BLOOD_PRESSURE = "blood_pressure"
LONGEST = 60
SHORT = {NHG45: "nhg45", LOINC: "loinc"}
# Source: NHG table 45; LOINC, vital signs of HL7 FHIR R4.
SERIES: Mapping[tuple[str, str], str] = {
    (NHG45, "1744"): "systolic",
    (NHG45, "1740"): "diastolic",
    (NHG45, "357"): "weight",
    (NHG45, "560"): "height",
    (NHG45, "1272"): "body_mass_index",
    (NHG45, "1875"): "pulse",
    (NHG45, "1915"): "temperature",
    (LOINC, "8480-6"): "systolic",
    (LOINC, "8462-4"): "diastolic",
    (LOINC, "29463-7"): "weight",
    (LOINC, "3141-9"): "weight",
    (LOINC, "8302-2"): "height",
    (LOINC, "39156-5"): "body_mass_index",
    (LOINC, "8867-4"): "pulse",
    (LOINC, "8310-5"): "temperature",
    (LOINC, "9279-1"): "breathing",
    (LOINC, "2708-6"): "oxygen",
    (LOINC, "59408-5"): "oxygen",
    (LOINC, "8280-0"): "waist",
}
KNOWN = tuple(dict.fromkeys(SERIES.values()))
"""Every series that has a name of our own, in both languages."""
TOPICS = {"systolic": BLOOD_PRESSURE, "diastolic": BLOOD_PRESSURE}


def series_of(codes: tuple[Code, ...], name: str) -> str:
    """Say of which series a value is: one of ours, else its code, else its name in small."""
    known = next((SERIES[one.system, one.code] for one in codes if _key(one) in SERIES), "")
    stated = next((f"{SHORT[one.system]}:{one.code}" for one in codes if one.system in SHORT), "")
    return (known or stated or f"name:{name.casefold()}")[:LONGEST]


def topic_of(series: str) -> str:
    """Say on which page a series stands."""
    return TOPICS.get(series, series)


def _key(code: Code) -> tuple[str, str]:
    return code.system, code.code
