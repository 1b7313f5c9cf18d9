"""What the product costs beside other ways of doing the same work, measured in one run."""
