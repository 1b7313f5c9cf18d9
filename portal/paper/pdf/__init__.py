"""
A writer of PDF that hands out each page as soon as it is full.

Made to PDF/A-2a and PDF/UA-1: fonts embedded, every mark owned by a structure element or an
artifact, and the same data at the same moment gives the same bytes. No text is ever read as markup.
"""
