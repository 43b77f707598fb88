// Package profile is what a sender's files look like, pinned by a person: a YAML file that says which labels a
// worksheet has and where, what they ask for, and what to make of their values. Infer writes one from what
// recognition found; where a profile speaks it beats recognition. A profile whose labels are not all where they should
// be does not fit, and is not applied: the file is read without it, and a person is told.
//
// README.md tells the format by example.
package profile
