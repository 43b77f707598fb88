# Writes an xls file with xlwt, as many programs do. xlwt calculates no formulas.
import datetime
import sys

import xlwt

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("Sheet A")
sheet.write(0, 0, "HBL")
sheet.write(0, 1, "提单")
sheet.write(1, 0, 12.5, xlwt.easyxf(num_format_str="#,##0.00"))
sheet.write(1, 1, datetime.datetime(2026, 12, 22, 13, 5), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm"))
sheet.write(2, 0, True)
sheet.write_merge(3, 4, 0, 2, "merged")
sheet.write(5, 0, xlwt.Formula("A2*2"))
sheet.write(6, 0, 12345678901234)
sheet.write_rich_text(7, 0, ("one ", ("two", xlwt.easyfont("bold true")), " three"))
sheet.row(8).hidden = True
sheet.write(8, 0, "hidden")
sheet.col(4).hidden = True
sheet.write(0, 4, "hidden column")
for i in range(40):
    sheet.write(20 + i, 0, ("t%d " % i) * (i % 30))
    sheet.write(20 + i, 1, ("é中%d " % i) * (i % 30))
for i in range(12):
    sheet.write(70, i, i * 1.25)
book.save(sys.argv[1])
