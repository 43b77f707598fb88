// Package dead reads the dead letters, messages that could not be worked on, and puts their messages on the bus anew.
//
// A letter is never changed and never removed by docket. That its message was sent again is a note beside it, in the
// ledger's bucket. A message that is sent again keeps its identity: the document has the same id as before, so that the
// ledger knows what was filed of it, and results that are out already are not published a second time, however long ago they were.
package dead
