"""The explorer: one offline HTML page in which a reviewer sees what is known and how well it is shown."""
