"""
What is shown, when, and with which words.

This package owns results, letters and journal lines, the conclusions that go with them, and
the intake that brings them in. A thing is shown when `visibility` says so for a `Grant` of
`consent`; nothing runs at a planned time, because visibility is a question about a moment.
"""
