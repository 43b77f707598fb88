// Package mapping turns a workbook into filings: it finds out what the workbook says (packages field and layout),
// reads its values (package value), gathers them into shipments, and writes these as requests of the customs API
// (package filing), with the cells that each field came from. It is the same for a file on disk and one off the bus;
// nothing in or below it knows of NATS, S3 or HTTP.
package mapping
