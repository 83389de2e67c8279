"""The same figures as files: tables, workbook, pictures, sheet, deck, offline bundle; reads what pages read, no server."""
