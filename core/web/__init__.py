"""The browser's and the API's side of the core: thin pages over records, chapters and duties."""
