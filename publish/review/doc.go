// Package review is where filings wait for a person. A filing that docket is not sure of, or that would do something
// nobody may have meant, is kept in a JetStream key-value bucket with its request, its cells and why it waits, until
// somebody decides or a newer version of its file comes.
//
// Three rules keep the promises here too:
//
//   - What is filed is what was shown. A case is named by its key and by what it shows (Ref); a decision names both,
//     and is refused when the case shows something else by now. What approving will do to a filing that is with the
//     API already is part of what is shown, and the ledger checks that it has not changed.
//   - One decides. A decision is written to the case by compare-and-set before anything is done; of two people one
//     writes, the other is told who did.
//   - A decision is carried out. It is part of the case until its filing is through the ledger, its order is followed
//     and its result is on the bus; when the worker dies meanwhile, another carries it on. All of it is safe to repeat.
//
// Some of what waits only waits for its time: a filing that was amended too often of late. It goes out by itself when it is
// due, by the worker that is first to write so to its case, unless somebody has decided or a newer version has come.
//
// Of what still waits 72, 24 and 6 hours before its deadline, and when that has come, somebody is told: a result
// docket.document.at_risk, from one worker for all.
//
// Keys in the bucket:
//
//	KIND.ACCOUNT.BILL.FILE    a Case; FILE is a sum of the file's URL
//	file.ACCOUNT.FILE         the newest version of a file that was seen, so that no older one is filed after it
//
// When a case ends, a few words on who decided what are left in the key's history, so that a second person hears them.
package review
