"""What was measured in contacts, such as blood pressure and weight, as its patient may see it."""
