"""What keeps the house: installing, made pages, pictures."""
