// Package follow sees every submitted order through: until it is CREATED or CANCELLED, then its customs entries until
// each is released. Every change becomes an event on the bus, the API's own words beside ours.
//
// What is followed is a Watch, and when it is due next is a field of it. Watches live in a JetStream key-value bucket,
// not as messages that are held back: an unacknowledged message would hold a slot of its worker and count as load for
// an autoscaler for days, one that is handed back with a delay burns its deliveries, and messages that the server
// itself schedules need NATS 2.12, hide when they are due from people, and say nothing of what was seen so far. A
// bucket works on every NATS with JetStream, survives restarts, and "nats kv get" shows a watch as JSON.
//
// Each worker keeps in memory when each open watch is due, by watching the bucket. Who finds one due claims it by
// compare-and-set, with a lease, asks the API, publishes what is new, and writes down what was seen and when to ask
// again: seconds at first, then less and less often, up to hours; a change or a webhook begins anew. A worker that dies
// in between leaves its lease to run out. What was seen is
// written down together with the events to tell, then these are published, each with an id that a repeat shares: a crash
// or a lost lease in between has nobody hear of a change twice, or not at all.
//
// A webhook only says that there is something to ask for: what it carries is never published, and one that was missed
// costs no more than the wait until the order is due. Following needs one worker that runs; scale to one, not to zero,
// while orders are open.
//
// Keys in the bucket, where FID is the order's with "_" for ":":
//
//	open.FID      an order that is followed
//	closed.FID    one that was; kept for "docket track"
package follow
