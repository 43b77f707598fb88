package filing

// An IsfEnvelope is the body of the 200 to an ISF. Source: the Customs ISF page. Inferred: that the id stands in data,
// as in the other envelopes.
type IsfEnvelope struct {
	// Object is /api/response where it is given.
	Object string `json:"_object,omitzero"`
	// Self is the URI of what was asked.
	Self string `json:"self,omitzero"`
	// Version is that of the envelope, 2 where it is given.
	Version int64 `json:"version,omitzero"`
	// Data holds the id.
	Data IsfAnswer `json:"data"`
}

// An IsfAnswer says which ISF was created or updated. Source: the Customs ISF page.
type IsfAnswer struct {
	// ID is the ISF's, a UUID; InboundISF makes a source document's FID of it.
	ID string `json:"id"`
}

// A PendingOrderEnvelope is the body of the 202 to a customs order. Source: the Customs Order page.
type PendingOrderEnvelope struct {
	// Object is always /api/response.
	Object literal[apiResponse] `json:"_object"`
	// Version is that of the envelope, always 2.
	Version literal[envelopeVersion] `json:"version"`
	// Self is the URI of the order. Inferred: from the envelope of the GET.
	Self string `json:"self,omitzero"`
	// Data is the order as it stands.
	Data Order `json:"data"`
}

// An OrderEnvelope is the body of the 200 that shows a customs order. Source: the Customs Order page.
type OrderEnvelope struct {
	// Object is always /api/response.
	Object literal[apiResponse] `json:"_object"`
	// Version is that of the envelope, always 2.
	Version literal[envelopeVersion] `json:"version"`
	// Self is the URI of the order.
	Self string `json:"self"`
	// Data is the order as it stands.
	Data Order `json:"data"`
}

// An EntryPageEnvelope is the body of the 200 that shows a page of entries. Source: the Customs Entries tutorial.
// Inferred: that no member may be absent.
type EntryPageEnvelope struct {
	// Object is always /api/response.
	Object literal[apiResponse] `json:"_object"`
	// Self is the URI of the page.
	Self string `json:"self"`
	// Version is that of the envelope, 2 in all samples.
	Version int64 `json:"version"`
	// Data is the page.
	Data EntryPage `json:"data"`
	// Error is null on success.
	Error Optional[ErrorObject] `json:"error"`
}

// An EntryEnvelope is the body of the 200 that shows an entry. Source: the Customs Entries tutorial. Inferred: that no
// member may be absent.
type EntryEnvelope struct {
	// Object is always /api/response.
	Object literal[apiResponse] `json:"_object"`
	// Self is the URI of the entry.
	Self string `json:"self"`
	// Version is that of the envelope, 2 in all samples.
	Version int64 `json:"version"`
	// Data is the entry.
	Data Entry `json:"data"`
	// Error is null on success.
	Error Optional[ErrorObject] `json:"error"`
}

// An ErrorObject is the whole body of an answer that refuses. Source: the Customs Entries tutorial. Inferred: that no
// member may be absent.
type ErrorObject struct {
	// Object is always /api/error.
	Object literal[apiError] `json:"_object"`
	// Status is the HTTP status again.
	Status int64 `json:"status"`
	// Code is the reason, for machines: "invalid_pagination". The source shows no other.
	Code string `json:"code"`
	// Message is the reason, for people.
	Message string `json:"message"`
}

// A TokenRequest asks for an access token with client credentials. Inferred: all of it, from RFC 6749 section 4.4; the
// source gives the path and the grant.
type TokenRequest struct {
	// GrantType is always client_credentials.
	GrantType literal[clientGrant] `json:"grant_type" validate:"-"`
	// ClientID is the client's id.
	ClientID string `json:"client_id,omitzero" validate:"required"`
	// ClientSecret is the client's secret; keep it out of logs.
	ClientSecret string `json:"client_secret,omitzero" validate:"required"`
	// Audience is the API that the token is for, a URI.
	Audience string `json:"audience,omitzero" validate:"omitempty"`
}

// A Token answers a TokenRequest. Inferred: all of it, from RFC 6749 section 4.4.3.
type Token struct {
	// AccessToken is the bearer token; keep it out of logs.
	AccessToken string `json:"access_token"`
	// TokenType is always Bearer.
	TokenType literal[bearerToken] `json:"token_type"`
	// ExpiresIn is how long it holds, in seconds.
	ExpiresIn int64 `json:"expires_in"`
}

// UnmarshalJSON reads an answer leniently; see the package comment.
func (e *IsfEnvelope) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an answer leniently; see the package comment.
func (e *PendingOrderEnvelope) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an answer leniently; see the package comment.
func (e *OrderEnvelope) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an answer leniently; see the package comment.
func (e *EntryPageEnvelope) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an answer leniently; see the package comment.
func (e *EntryEnvelope) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }

// UnmarshalJSON reads an answer leniently; see the package comment.
func (e *ErrorObject) UnmarshalJSON(text []byte) error { return decode(text, e, lenient) }
