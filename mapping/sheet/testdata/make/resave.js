const [,, src, dir] = process.argv;
const XLSX = require('xlsx'), ExcelJS = require('exceljs');
const book = XLSX.readFile(src, {cellNF: true, cellStyles: true, cellDates: false});
XLSX.writeFile(book, dir + '/sheetjs.xlsx', {bookSST: true, compression: true});
XLSX.writeFile(book, dir + '/sheetjs-inline.xlsx', {bookSST: false, compression: true});
(async () => { const b = new ExcelJS.Workbook(); await b.xlsx.readFile(src); await b.xlsx.writeFile(dir + '/exceljs.xlsx'); })();
