package publish

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"docket/mapping/filing"
	"docket/publish/difference"
	"docket/publish/flexport"
	"docket/publish/ledger"
)

// A Receipt is what became of a submission.
type Receipt struct {
	Outcome   Outcome
	Filing    string // its key in the ledger; "" if it has none
	RequestID string
	APIID     string // of the ISF, or fid of the order
	APIStatus string // in the API's words

	Effect  ledger.Effect       // what sending it did, or of a held filing would do; "" if that cannot be told
	Changes []difference.Change // what it changes of the filing before, field by field
	More    int                 // changes beyond these
	Over    string              // of a held filing: id of the request that was filed before, "" if none was
	Kept    string              // where the receipt of request and answer is kept
	Unkept  string              // why there is none, where there should be one
	Until   time.Time           // of one that is held for being amended too often: when it may go out

	Code    string // why it was refused, in the API's words, or held
	Message string
	Hint    string
	Faults  []filing.Fault // the API's words by place in the request, as far as they name places
}

// Codes of filings that are held because of what sending them would do.
const (
	CodeOtherFile   = "bill_of_another_file"
	CodeSibling     = "bill_twice_in_file"
	CodeSeveral     = "bills_of_several_filings"
	CodeOrderExists = "order_of_unknown_origin"
	CodeCancelled   = "order_cancelled"
	CodeGone        = "order_gone"
	CodeISFBills    = "isf_bills_changed"
	CodeHasty       = "amended_too_often" // it goes out by itself after a while, see Receipt.Until
)

// Approvable says whether a filing that is held with a code goes out once a person has seen what it will do.
func Approvable(code string) bool {
	switch code {
	case CodeOtherFile, CodeOrderExists, CodeCancelled, CodeGone, CodeISFBills, CodeHasty:
		return true
	}
	return false
}

// CodeJoined is of a filing that went through, and turned out to change an order that docket had not made.
const CodeJoined = "order_was_there_before"

// receiptOf says what an entry in the ledger means for a claim that was not sent, or not sent again.
func receiptOf(verdict ledger.Verdict, e ledger.Entry, c ledger.Claim) Receipt {
	if e.State == ledger.Rejected && verdict == ledger.Repeat {
		return Receipt{Outcome: Rejected, RequestID: e.Refused.RequestID, Kept: e.Refused.Receipt, Code: e.Refused.Code, Message: e.Refused.Message}
	}
	receipt := filedReceipt(e.Filed)
	switch verdict {
	case ledger.Repeat:
		return receipt
	case ledger.Unchanged:
		receipt.Outcome, receipt.Effect, receipt.Changes, receipt.More = Unchanged, ledger.NoEffect, nil, 0
		return receipt
	case ledger.Superseded:
		receipt.Outcome, receipt.Effect, receipt.Changes, receipt.More = Superseded, ledger.NoEffect, nil, 0
		receipt.Message = "A newer version of this file was filed already."
		return receipt
	}
	receipt.Outcome, receipt.Effect, receipt.Over = Held, ledger.Update, e.Filed.RequestID
	receipt.Changes, receipt.More = changesBetween(e.Filed.Request, c.Request)
	if verdict == ledger.Hasty {
		receipt.Code = CodeHasty
		receipt.Message = fmt.Sprintf("This filing was amended %d times within %v; the next amendment waits.", c.Brake.After, c.Brake.Within)
		receipt.Hint = "Nothing has to be done: after that time the newest version of the file is filed. To file this one now, have it approved."
		return receipt
	}
	if verdict == ledger.Sibling {
		receipt.Code = CodeSibling
		receipt.Message = fmt.Sprintf("This file has another filing for the same bills, %s; this one would change it.", e.Filed.Reference)
		receipt.Hint = "Give each filing bills of its own, or put both together."
		return receipt
	}
	receipt.Code = CodeOtherFile
	receipt.Message = fmt.Sprintf("%s filed this bill before, with other contents.", e.Filed.Source.URL)
	receipt.Hint = "Put the correction under the key of the first file, or have this filing approved."
	return receipt
}

// filedReceipt is the receipt of what the API took.
func filedReceipt(f *ledger.Filed) Receipt {
	receipt := Receipt{Outcome: Submitted, RequestID: f.RequestID, APIID: f.APIID, APIStatus: f.Status, Effect: f.Effect, Changes: f.Changes, More: f.More, Kept: f.Receipt}
	if f.Joined {
		receipt.Code = CodeJoined
		receipt.Message = fmt.Sprintf("The order %s was there before this filing, and was changed by it.", f.APIID)
		receipt.Hint = "Look at the order at Flexport."
	}
	return receipt
}

// severalFilings is the receipt for a request whose bills are those of several filings.
func (s *Submitter) severalFilings(ctx context.Context, several *ledger.Several) (Receipt, error) {
	var files []string
	for _, key := range several.Keys {
		entry, err := s.ledger.Get(ctx, key)
		switch {
		case err != nil:
			return Receipt{}, trouble(ctx, err)
		case entry != nil && entry.Filed != nil:
			files = append(files, fmt.Sprintf("%s (%s)", entry.Filed.APIID, entry.Filed.Source.URL))
		}
	}
	message := fmt.Sprintf("Its bills are those of %d different filings", len(several.Keys))
	if len(files) > 0 {
		message += ": " + strings.Join(files, ", ")
	}
	return Receipt{Outcome: Held, Code: CodeSeveral, Message: message + ".", Hint: "File each under the bills that it was filed under before."}, nil
}

// A surprise is why a filing is held: sending it would do something that nobody may have meant.
type surprise struct {
	code, message, hint string
}

func (s *surprise) Error() string { return s.message }

// heldReceipt is the receipt for a filing that would be a surprise. What was filed before still is.
func heldReceipt(why *surprise, p plan, filed *ledger.Filed) Receipt {
	receipt := Receipt{Outcome: Held, Effect: p.effect, Changes: p.changes, More: p.more, Code: why.code, Message: why.message, Hint: why.hint}
	if filed != nil {
		receipt.APIID, receipt.APIStatus, receipt.Over = filed.APIID, filed.Status, filed.RequestID
	}
	return receipt
}

// refusedReceipt is the receipt for a filing that the API refused.
func refusedReceipt(e ledger.Entry, err error) Receipt {
	receipt := receiptOf(ledger.Repeat, e, ledger.Claim{})
	if refusal, ok := errors.AsType[*flexport.Error](err); ok {
		receipt.Faults, receipt.Hint = refusal.Faults, refusal.Hint
	}
	return receipt
}
