// Package publish is what leaves docket: filings that are submitted to the customs API through the ledger, results
// that go on the bus, and dead letters.
package publish
