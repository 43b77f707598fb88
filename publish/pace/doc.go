// Package pace keeps the calls of all workers of an account to the rate that was agreed for it, however many workers there
// are and whichever of them have work.
//
// What has been given out stands in a JetStream key-value bucket as one time, under the account's name: calls up to then
// are somebody's. Each call moves it on by its share of a second. A worker that needs a call takes as many at once as it has
// callers, at least a twentieth of a second's worth and at most half a second's, by compare-and-set, when that time has
// come; when it has not, it waits, and takes none ahead. So the bus is written to twenty times a second at most, whatever
// the rate is and whoever calls; a worker that dies takes half a second's calls with it at the most; and no more than what
// is agreed goes out, but for a second's calls that were saved up while nobody called.
//
// When the API asks one worker to wait, that time is moved on for all.
//
// The time is that of the bus: workers ask what it is there, now and then, and count on with a clock that cannot be set. A
// worker whose own clock is wrong neither sends too much nor keeps the others waiting.
package pace
