"""What FHIR STU3 and R4 say, read from the neutral tree: a reader per kind of resource."""
