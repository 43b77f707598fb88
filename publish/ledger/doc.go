// Package ledger remembers for each filing what was intended and what was filed, so that nothing is filed twice. It
// lives in a JetStream key-value bucket and is changed by compare-and-set alone: of two workers with the same filing
// one writes, the other sees what it wrote.
//
// A filing is known by its kind, the account it is filed for, and its bills, any of them: a correction may add, drop or
// change some, and is still of the same filing. A second index in the bucket, from bills to filings, tells which; a bill
// that a filing has taken no other can take. The states of a filing:
//
//	            claim                    answered
//	(nothing) ─────────▶ intended ─────────────────▶ submitted ──┐
//	                     ▲  │  │ │   refused                     │ claim, something
//	   claim             │  │  │ └────────────────▶ rejected ────┤ else to file
//	   (in doubt)        │  │  │     no answer                   │
//	          ┌──────────┤  │  └──────────────────▶ unknown ─────┤
//	          │          │  │                                    │
//	          └── lease of a dead worker runs out                │
//	                     │  └── release: nothing was sent, back to what was before
//	                     └───────────────────────────────────────┘
//
// Who claims a filing holds a lease. While it lasts nobody else sends; when its worker dies the lease runs out, and
// the next to claim the filing is told that it is in doubt: the request may have reached the API. The same holds
// after a request that was sent and never answered. The API has no idempotency key, but its matching rules make one
// request for one bill or one source document safe to send again; what is in doubt is therefore sent again as it was,
// and never something else before that.
//
// No clock is compared with another machine's, whose time of day may be wrong: the holder counts its lease from before it
// wrote the claim, everybody else from when they first saw it written, and each by a clock that only runs forward. A
// filing is so never taken over early; after a death it is taken over at most a lease after somebody has noticed.
//
// A filing that is amended too often, as when a program saves its file every minute, is braked: after so many amendments in a
// time a claim is hasty and has to wait (Brake). The entry keeps when it was amended.
//
// Keys in the bucket, where BILLS is a number, or the hash of several, as the API compares them:
//
//	order.ACCOUNT[.CARRIAGE].BILLS            a filing: an Entry; CARRIAGE is air or truck, left out for ocean
//	isf.ACCOUNT.BILLS
//	bill.KIND.ACCOUNT.CARRIAGE.LEVEL.BILL     which filing has a bill
//	id.ID                                     which filing the API knows by an id
package ledger
