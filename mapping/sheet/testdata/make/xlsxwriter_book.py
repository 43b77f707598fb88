"""Writes a workbook with XlsxWriter, which gives formulas the result 0 unless it is told one."""
import datetime
import sys

import xlsxwriter

book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet("Packing list")
date = book.add_format({"num_format": "yyyy-mm-dd"})
zeros = book.add_format({"num_format": "0000.00.0000"})
bold = book.add_format({"bold": True})
sheet.write_row("A1", ["Container", "Cartons", "ETD", "HTS"], bold)
sheet.write_row("A2", ["MSKU1234565", 24])
sheet.write_datetime("C2", datetime.datetime(2027, 1, 19), date)
sheet.write_number("D2", 101210000, zeros)
sheet.write_formula("B3", "=SUM(B2:B2)")
sheet.write_rich_string("A3", "two ", bold, "fonts", " here")
sheet.write_url("A4", "https://example.com/isf", string="link")
sheet.write_comment("A2", "a note")
sheet.merge_range("A5:B5", "merged", bold)
sheet.write_boolean("A6", True)
sheet.set_row(6, None, None, {"hidden": True})
sheet.write("A7", "in a hidden row")
sheet.set_column("F:F", None, None, {"hidden": True})
sheet.write("F1", "in a hidden column")
book.add_worksheet("Empty").hide()
book.close()
