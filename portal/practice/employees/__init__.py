"""Who works at the practice: at which one now, with which rights, from and until when."""
