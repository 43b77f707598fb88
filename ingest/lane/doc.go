// Package lane says which notice a worker takes next, so that no sender's ten thousand files keep another's one waiting,
// and what is urgent comes first.
//
// Notices come into DOCKET_DOCUMENTS in the order in which files were put. One that comes alone, while nothing waits, is
// worked on at once. Where several wait, all of them are sorted before any is begun: each goes, as it is, into a lane of
// DOCKET_LANES, by whose file it is and how many of the same sender wait there already.
//
//	lane     of the sender wait
//	urgent   fewer than 100 urgent ones, and the notice is urgent
//	1        fewer than 10
//	2        10 to 99
//	3        100 to 999
//	4        1,000 or more
//
// Of every four documents three come from lane 1, of the fourth ones three of four from lane 2, and so on; lanes with
// nothing in them leave their share to the lowest that has something. Urgent ones come before all of these, but for one
// document in eight. So nothing starves, and:
//
//   - a sender's first ten files wait for at most ten of each other sender, and for a third as many from the lanes behind;
//   - of two senders the one with n files waiting, up to a thousand, has them done before the other has had much more than
//     ten times n.
//
// The count is JetStream's own: the sender is a token of the subject, docket.lanes.LANE.SENDER, and the stream tells how
// many messages each subject has. Nothing else is kept, and workers agree on nothing. Two that sort at the same moment may
// both let a sender's first ten into lane 1.
//
// A notice is acknowledged in DOCKET_DOCUMENTS when DOCKET_LANES has it. A worker that dies in between leaves both; the
// second is dropped by its message id, or found done by its document's: it keeps the identity that it came with.
//
// # What is urgent
//
// A sender may say so beforehand: notices on a subject below docket.documents.urgent are. An S3 server's rule for a prefix,
// such as acme/urgent/, can announce its files there.
//
// The deadline of a filing stands in its file, and is known when the file is read. While ten or more of a sender wait, one
// of the workers, the Scout, therefore reads the files of lanes 2 to 4 ahead of their turn, and puts those with a filing
// whose deadline is near, or past, into the urgent lane. Reading costs little beside filing, which waits for the API. The
// scout reads on where the last one stopped, also after a crash, and each file once; it files nothing and tells nothing.
// A hundred of a sender may be urgent at a time; what more there is follows as they are done.
//
// # Senders
//
// A sender is a bucket and the first folder of the key: s3://inbox/acme/isf-0042.xlsx is of inbox/acme. Where senders have
// folders further down, or none but a bucket each, the number of folders says so.
package lane
