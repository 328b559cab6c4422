"""The office by spreadsheet, in and out."""
