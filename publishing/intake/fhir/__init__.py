"""FHIR STU3 and R4 in JSON and XML: one neutral tree, and a reader per kind of resource."""
