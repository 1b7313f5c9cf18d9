"""The demo practice and its stand-in provider: invented people, refused in production."""
