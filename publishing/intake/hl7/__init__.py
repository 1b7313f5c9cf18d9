"""HL7 version 2: results (ORU) and letters (MDM) of senders who do not speak FHIR."""
