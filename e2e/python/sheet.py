"""Reads the first sheet of an Excel file and prints it as JSON: rows of cells, with dates as text and each cell's number format."""

import datetime
import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
rows = [
    [cell.value.isoformat() if isinstance(cell.value, datetime.datetime) else cell.value for cell in row]
    for row in sheet.iter_rows()
]
kinds = [[cell.data_type for cell in row] for row in sheet.iter_rows()]
print(json.dumps({"rows": rows, "kinds": kinds, "frozen": sheet.freeze_panes}))
