// Package flexport is a client of Flexport's customs API: it files ISFs and customs orders, and reads orders and
// customs entries. A Client is safe for use by many goroutines.
//
// # What may have happened
//
// The API has no idempotency key, so the client never sends a filing twice unless it is sure that the first had no
// effect. Every error is an *Error whose Kind says what a caller has to decide:
//
//	BadRequest      refused for what the request holds; nothing was filed
//	Auth            refused for the token, or no token could be had; nothing was filed
//	NotFound        the API says that what the request names does not exist
//	Conflict        refused for what is already there; nothing was filed
//	Limited         too many calls; nothing was filed
//	Unavailable     the API could not be reached, or did not answer sensibly; nothing was filed
//	Interrupted     the context ended; nothing was filed
//	UnknownOutcome  a filing was sent, and whether it took effect is not known: read back before sending again
//
// # What is tried again
//
// Within the attempts and the context that a call has, with growing pauses and some chance in them:
//
//	what came of an attempt                      reading (GET)   filing (POST)
//	no connection, no TLS, no name, no token     again           again: it never left
//	a certificate that is not to be trusted      Unavailable     Unavailable
//	connection lost or time out afterwards       again           UnknownOutcome
//	2xx that cannot be read                      again           UnknownOutcome
//	401                                          once, with a fresh token if there is one
//	429                                          again           again: it was not looked at
//	503 with Retry-After                         again           again: it was not looked at
//	500, 502, 504, any other 5xx, 408            again           UnknownOutcome: the effect may have come first
//	3xx                                          see below       301, 302, 303: UnknownOutcome; others Unavailable
//	any other 4xx                                an error        an error
//	the same, broken off                         again           again: it was refused, and the reason counts
//
// Retry-After holds back all calls of the client, not only the one that was told. If it asks for longer than
// Config.MaxWait, the call ends with the error and its RetryAfter instead.
//
// Redirects are followed for GET alone, and only on the API's own host.
//
// # When the API is down
//
// After some failures in a row a circuit breaker stops calls from being sent at all. Ready waits until they are sent
// again; a worker calls it before it takes on work. An answer that refuses a request (4xx) is no failure of the API.
package flexport
