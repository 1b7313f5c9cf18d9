"""Two pages of a patient, made by the product, by hand, and by Django."""
