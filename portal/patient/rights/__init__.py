"""Who may see what, until when: for the patient, the youth and who acts for them."""
