"""Documents that are read and written: spreadsheets and sheets of paper."""
