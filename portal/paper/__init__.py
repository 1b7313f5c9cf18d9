"""
Documents on paper: what a patient may keep of the portal, as tagged PDF for archives.

`pdf` writes pages and knows nothing of patients; the files beside it are the layout of one
document each. Nothing here reads a database, a clock or a request.
"""
