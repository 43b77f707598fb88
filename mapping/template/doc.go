// Package template makes blank worksheets, one for Importer Security Filings and one for customs orders, that a person
// fills in and docket reads back without a doubt: its labels are plain words of the vocabulary, closed lists are
// drop-downs, and only the cells to fill in are unlocked. Notes on the labels say what is asked for and who asks.
package template
