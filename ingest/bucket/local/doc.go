// Package local is an S3 server inside this process: for docket demo, docket dev and tests. It speaks the protocol
// over HTTP, so that everything behind docket's S3 client is as it is in production: signatures, checksums, conditions,
// versions, tags, uploads in parts. And it announces each change as S3 does.
//
// The protocol is rclone/gofakes3's. The buckets are kept by this package, in memory or in a folder, which survives a
// crash at any time: what was answered is there after the next start, and what was not is there whole or not at all.
//
// # Events
//
// After each upload, copy and deletion that is stored, Options.Announce gets an event in the shape of AWS's (eventSource
// aws:s3, version 2.1, keys form-encoded, sequencers that grow with every change). When announcing fails, the object
// stays, a line is logged and Lost counts it: S3's own notifications get lost too, and what finds such objects is the
// sweep.
//
// # What is not there
//
// Buckets have no policies, lifecycles, encryption or notifications of their own: Announce gets the events of all of
// them. Uploads in parts are held in memory until they are complete, and get a plain MD5 as ETag. DeleteObjects deletes
// no single versions.
package local
