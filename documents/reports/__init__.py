"""Reports as spreadsheets and administrative documents."""
