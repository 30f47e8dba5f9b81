"""What a record may hold and what becomes of it, each fact declared once."""
