"""Reads the first sheet of an Excel file and prints it as JSON: rows of cells, with dates and times as text, and each cell's type."""

import datetime
import json
import sys

import openpyxl

TIMES = (datetime.datetime, datetime.time, datetime.timedelta)

sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
rows = [
    [str(cell.value) if isinstance(cell.value, TIMES) else cell.value for cell in row]
    for row in sheet.iter_rows()
]
kinds = [[cell.data_type for cell in row] for row in sheet.iter_rows()]
print(json.dumps({"rows": rows, "kinds": kinds, "frozen": sheet.freeze_panes}))
