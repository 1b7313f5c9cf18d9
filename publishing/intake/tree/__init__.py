"""JSON and XML as one neutral tree: nothing is known here of patients, results or letters."""
