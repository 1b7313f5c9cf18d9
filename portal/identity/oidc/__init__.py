"""The relying party: logging in at any OpenID provider; knows no web framework and no page."""
