"""Pages for people, and what the server says of single things."""
