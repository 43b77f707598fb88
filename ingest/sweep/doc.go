// Package sweep compares a bucket with what docket remembers, and enqueues what no notice ever announced: notifications
// get lost, brokers too, and some buckets send none at all.
//
// For each object under a prefix one of these is found:
//
//	ended      docket has come to an end with this content of the file, and its result is out
//	waiting    a notice of it is on the bus, or a worker has it in hand
//	young      it is younger than notices are given to come; a later sweep looks at it
//	old        it is older than the sweep was asked to look
//	copy       a marked copy that docket wrote, and that nobody has changed since
//	receipt    a receipt of a request, which docket wrote
//	folder     the mark of an empty folder
//	enqueued   none of these: a notice of it was put on the bus
//
// What is enqueued twice is worked on twice and filed once: the ledger of filings decides on that, not the sweep.
//
// # Buckets that send no notifications
//
// A worker that sweeps often needs no notifications: with --sweep s3://BUCKET --sweep-every 1m --sweep-settle 0s each file
// is found within a minute. Of several versions that a file had between two sweeps only the last is seen, which is the one
// that counts. A listing of 1,000 objects is one request to S3, and each object one read of the ledger; where that is too
// much, files go into folders by month, and the sweep has the prefix of this one.
//
// # Several workers
//
// They sweep once: whoever writes the lock of an area first sweeps it, and how it ended stands there for the others. A lock
// whose worker died is free after a minute.
package sweep
