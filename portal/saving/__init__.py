"""A file to take home: everything that its patient may see, as paper, as a sheet or as FHIR."""
