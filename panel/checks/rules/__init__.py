"""Each family of mistakes in a module of its own: `find(dossier)` gives its findings. Pure: facts in, findings out."""
