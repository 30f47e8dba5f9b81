"""The reading room that gives the graph away: the works behind an answer, cited."""
