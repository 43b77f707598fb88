# Saves a small workbook with a password as xls and as ods, by LibreOffice: python3 password.py FOLDER.
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
book.Sheets.getByIndex(0).getCellByPosition(0, 0).String = "secret"
for ending, filter in (("xls", "MS Excel 97"), ("ods", "calc8")):
    url = "file://%s/password.%s" % (sys.argv[1], ending)
    book.storeToURL(url, (value("FilterName", filter), value("Password", "secret")))
book.close(True)
