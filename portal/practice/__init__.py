"""The practice's side of the door: requests, results, letters and working agreements."""
