// Package sandbox is Flexport's customs API on your own machine: the five endpoints and the token endpoint, answered
// from the OpenAPI contract (package contract), with the faults that a real network brings. It is for the demo, for
// development, and for tests that want to know what a filing does before an account exists.
//
//	api, err := sandbox.New(sandbox.Options{})   // starts nothing
//	server := httptest.NewServer(api)            // bearer token "sandbox", client id and secret "sandbox"
//	go api.Run(ctx)                              // needed for webhooks only
//	defer api.Close()
//
// What it holds to:
//
//   - Every request is checked against the contract, other spellings renamed first; so is every answer. An answer that
//     breaks the contract goes out as a 500 and stands in Defects.
//   - Orders are matched by rules 1 to 4 and is_update as the contract's text has them (matching.go reads beside it);
//     ISFs by their bills (isf_matching.go).
//   - An order is REQUESTED, then CREATED with a FLEX-ID, or CANCELLED. If import customs is asked for, an entry appears
//     for its shipment and moves on to cleared. All of that follows the sandbox's own clock: Advance moves it, SetSpeed
//     makes it run faster, and with Options.Now a test owns it. Nothing waits in real time but Fault.Latency.
//   - Faults strike by rate (repeatably, from Options.Seed) or exactly the next N requests, before or after the effect.
//   - With Options.State what it holds is kept in a file, and nothing is answered that is not saved.
//
// It works on JSON and the contract alone and shares no code with the client that it tests. Where the contract leaves
// something open it is strict: a raw colon in a fid's path is a 400 (the contract wants %3A), and so is a body that is
// not application/json (the contract lists no 415).
//
// # The page and the controls
//
// GET / shows what the sandbox holds, to whoever can reach it: names of orders and bill numbers, but no party, no token
// and no secret. Under /_sandbox/, where no path of the API lies, it can be steered. JSON in, JSON out, errors as the
// API's, durations as text ("1h30m"):
//
//	GET    /_sandbox/orders, isfs, entries, requests, events, defects     what there is
//	POST   /_sandbox/orders/{fid}   {"status":"CANCELLED","problems":[{"code","message","path"}]}   decide an order now
//	PUT    /_sandbox/verdicts/{bill}                                      the same, before the order is there
//	POST   /_sandbox/entries        {"shipment_id","entry_number","release_status"}   make an entry; all may be left out
//	POST   /_sandbox/entries/{id}   {"release_status":"cleared"}          move an entry; "" is null
//	GET    /_sandbox/faults         POST {"operation","next"|"rate","after","latency","status","retry_after","drop","cut"}
//	DELETE /_sandbox/faults         remove all
//	GET    /_sandbox/clock          POST {"advance":"1h","speed":60}
//	GET    /_sandbox/webhooks       without their secrets
//	PUT    /_sandbox/webhooks/{id}  {"url","secret"}
//	GET    /_sandbox/openapi.yaml   the contract
//
// The controls are open to a client on this machine that calls it localhost, and to anyone with the bearer token. A web
// page that came from elsewhere may not use them.
package sandbox
