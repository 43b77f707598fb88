// Package ingest is the way of one document: a Worker takes its notice from the bus, a Pipeline fetches the file,
// converts, checks and submits, and the Worker publishes what became of it and only then acknowledges the notice.
//
// The order of things is what keeps the promises. Results are published before the notice is acknowledged, so a
// crash in between repeats work and loses none; a repeat is harmless because the ledger knows what was filed and
// results have computed ids. Trouble that is not the document's own (the API, the bucket or the bus is down) is
// waited out with the notice in hand; meanwhile nobody pulls another one, since JetStream counts each delivery.
//
// Which notice comes next is package lane's to say: each sender has a fair share, and what is urgent comes first.
package ingest
