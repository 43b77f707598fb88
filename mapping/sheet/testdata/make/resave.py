import sys, openpyxl
src, out = sys.argv[1:]
book = openpyxl.load_workbook(src)
book.save(out + "/openpyxl.xlsx")
