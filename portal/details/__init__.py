"""What the practice has of a person: reported when wrong, answered; and the closed account."""
