package sandbox

import (
	"fmt"
	"net/http"
)

// The API's error codes, as the contract's Error lists them.
const (
	invalidRequest         = "invalid_request"
	invalidPagination      = "invalid_pagination"
	conflictingKeys        = "conflicting_keys"
	malformedFID           = "malformed_fid"
	incotermRequired       = "incoterm_required"
	unauthorized           = "unauthorized"
	notFound               = "not_found"
	methodNotAllowed       = "method_not_allowed" // not in the contract: no operation is meant
	alreadyExists          = "already_exists"
	conflictingIdentifiers = "conflicting_identifiers"
	ambiguousMatch         = "ambiguous_match"
	orderCancelled         = "order_cancelled"
	rateLimited            = "rate_limited"
	internalError          = "internal_error"
)

// A refusal is any answer but the one that was asked for. It goes out as the API's error object.
type refusal struct {
	status  int
	code    string
	message string
	header  http.Header
}

func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func (r *refusal) with(header, value string) *refusal {
	if r.header == nil {
		r.header = http.Header{}
	}
	r.header.Set(header, value)
	return r
}

func (r *refusal) answer() answer {
	return answer{status: r.status, header: r.header, body: object{
		"_object": "/api/error",
		"status":  r.status,
		"code":    r.code,
		"message": r.message,
	}}
}
