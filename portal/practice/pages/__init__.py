"""What each page of the practice shows: values ready to be printed, nothing left to compute."""
