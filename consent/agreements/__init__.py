"""What a practice agreed on, in general, per sort of letter and about results; all of it kept."""
