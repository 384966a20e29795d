"""The chapters that come with the program, one folder each."""
