"""The second step of a login: a code of an app, one on paper, one by mail."""
