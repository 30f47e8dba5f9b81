"""exokg: the knowledge graph of exosome (extracellular vesicle) hair research."""
