package publish

import "docket/mapping/code"

// Codes explain the codes of problems that fetching files and sending filings tell. What the API refuses has its own
// codes, in its own words, or "refused".
func Codes() []code.Code { return code.Under("Fetching and sending", codes) }

var codes = []code.Code{
	{
		Code: CodeOtherFile, Effect: code.Hold, Title: "Another file filed the bill before, with other contents",
		Explanation: "A correction comes under the key of the file that it corrects. Under another key it may be a slip, and would change what the first file filed.",
		Remedy:      "Put the correction under the key of the first file, or have this filing approved.",
	},
	{
		Code: CodeSibling, Effect: code.Hold, Title: "The file has another filing for the same bills",
		Explanation: "The API takes a second filing with the same bills for a change of the first.", Remedy: "Give each filing bills of its own, or put both together.",
	},
	{
		Code: CodeSeveral, Effect: code.Hold, Title: "The bills of a filing are those of several that were filed before",
		Explanation: "It would change one of them and leave the others as they are.", Remedy: "File each under the bills that it was filed under before.",
	},
	{
		Code: CodeOrderExists, Effect: code.Hold, Title: "There is an order for the bills that docket did not make",
		Explanation: "Somebody made it at Flexport, or another system; this filing would change it.", Remedy: "Look at the order at Flexport, then have this filing approved or rejected.",
	},
	{
		Code: CodeJoined, Effect: code.Warning, Title: "The filing changed an order that docket had not made",
		Explanation: "Nobody could tell before it was sent.", Remedy: "Look at the order at Flexport.",
	},
	{
		Code: CodeCancelled, Effect: code.Hold, Title: "The order that the filing would change has been cancelled",
		Explanation: "Who cancelled it hardly wants a change of it.", Remedy: "If a new order is wanted, have this filing approved.",
	},
	{
		Code: CodeGone, Effect: code.Hold, Title: "The order that the filing would change is no longer there",
		Explanation: "The API does not know its id any more.", Remedy: "Ask Flexport what became of it; once this filing is approved, it makes a new order.",
	},
	{
		Code: CodeISFBills, Effect: code.Hold, Title: "An ISF for some of the bills was filed under others",
		Explanation: "The API tells ISFs by their bills: it would take this for a second one, or refuse it.", Remedy: "Have the first ISF withdrawn or its bills changed at Flexport, then have this filing approved.",
	},
	{
		Code: CodeHasty, Effect: code.Hold, Title: "The filing was amended too often within a while",
		Explanation: "A file that is written again and again would be filed again and again. After that time the newest version is filed by itself.", Remedy: "Nothing has to be done; to file it now, have it approved.",
	},
	{
		Code: codeTooLarge, Effect: code.Hold, Title: "A filing is larger than docket keeps",
		Explanation: "Its contents are kept to tell later what was filed, and these are too many.", Remedy: "Split the shipment's lines over several orders.",
	},
	{
		Code: "isf_not_filed", Effect: code.Hold, Title: "The ISF that an order names as its source is not filed",
		Explanation: "An order made of an ISF worksheet refers to the ISF by the API's id.", Remedy: "Have the ISF approved or corrected first.",
	},
	{
		Code: "rejected_in_review", Effect: code.Error, Title: "A person decided that the filing is not to be filed",
		Explanation: "Their words stand in the message.", Remedy: "Correct the file and send it again, if it is to be filed after all.",
	},
	{
		Code: codeRefused, Effect: code.Error, Title: "The customs API refused the filing",
		Explanation: "Its words stand in the message, at the field and the cells that they are about as far as they tell.", Remedy: "Correct what the API names and send the file again.",
	},
	{
		Code: "file_not_fetched", Effect: code.Error, Title: "The file could not be fetched",
		Explanation: "It is not in its bucket any more, is too large, or the worker may not read it. The message tells which.", Remedy: "Put the file into the bucket again, or have the worker's rights looked at.",
	},
	{
		Code: codeUnkept, Effect: code.Warning, Title: "There is no receipt of the request yet",
		Explanation: "The filing stands as it was answered. docket may not put objects where its receipts go, or the place is none; the message tells which. What the receipt will say is kept.",
		Remedy:      "Let docket put objects there, then send the file again: the receipt is written, and nothing is filed twice.",
	},
	{
		Code: "no_marked_copy", Effect: code.Warning, Title: "There is no marked copy of the file",
		Explanation: "Problems are told in the result all the same.", Remedy: "Look at the cells that the problems name.",
	},
}

// Codes of problems that are told in one place.
const (
	codeTooLarge = "too_large"  // held: the ledger cannot keep it
	codeUnkept   = "no_receipt" // filed or refused, and no receipt could be kept
	codeRefused  = "refused"    // rejected, without a code of the API's own
)
