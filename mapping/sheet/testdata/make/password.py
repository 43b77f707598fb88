# Saves a small workbook with passwords as xls and as ods, by LibreOffice: python3 password.py FOLDER. The password of
# structure.xls is the one with which Excel encrypts what has only its structure protected.
# soffice --headless --accept="socket,host=localhost,port=2002;urp;" has to run.
import sys

import uno
from com.sun.star.beans import PropertyValue

local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
context = resolver.resolve("uno:socket,host=localhost,port=2002;urp;StarOffice.ComponentContext")
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def value(name, value):
    return PropertyValue(Name=name, Value=value)


book = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (value("Hidden", True),))
for row in range(300):  # enough for several blocks, each with a key of its own
    book.Sheets.getByIndex(0).getCellByPosition(0, row).String = "row %d" % (row + 1)
for name, filter, password in (
    ("password.xls", "MS Excel 97", "secret"),
    ("structure.xls", "MS Excel 97", "VelvetSweatshop"),
    ("password.ods", "calc8", "secret"),
):
    url = "file://%s/%s" % (sys.argv[1], name)
    book.storeToURL(url, (value("FilterName", filter), value("Password", password)))
book.close(True)
