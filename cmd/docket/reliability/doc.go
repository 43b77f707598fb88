// Package reliability holds the proofs of docket's three promises (nothing is lost, nothing is filed wrong in silence,
// nothing is filed twice) against everything that can fail around it. It has tests only.
//
// A proof runs workers as real processes in a world of their own: NATS, an S3 server and the customs API's sandbox. All
// that a worker says to them passes a way that sees each step and can stand still before or behind any of them; there a
// worker is killed, stopped, or overtaken. Nothing in the product knows of it.
//
// When a world has come to rest, a checker that shares no code with the worker looks at it from outside: at the results
// stream, the ledger, the API, and at what the bucket announced. What it finds against the promises is the proof's
// failure; that it finds what it should is a test of its own, with violations that were put there.
//
//	go test ./cmd/docket/reliability                the short form, as in go test ./...
//	go test ./cmd/docket/reliability -crash.long    every route, each step not reached and reached, all failures of a cluster
//	.ci/run reliability                             that, an S3 server from elsewhere and 20,000 files; it writes deploy/RELIABILITY.md
package reliability
