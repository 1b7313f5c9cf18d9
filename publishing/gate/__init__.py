"""The gate of letters: which files a patient may be given, judged by a process of its own."""
