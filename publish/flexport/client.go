package flexport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"docket/mapping/filing"
)

// The API's versions, by the pages that show them. Inferred: the dated one, from the age of its pages.
const (
	filingVersion = "2023-07-01" // ISF and customs orders
	entryVersion  = "3"          // customs entries
)

// A Client calls the customs API. Make one with New and share it: the rate limit, the circuit breaker and the token are
// kept in it.
type Client struct {
	config  Config
	base    *url.URL
	http    *http.Client
	own     *http.Transport // closed by Close; nil if the HTTP client was given
	tokens  tokenSource
	gate    *gate
	breaker *breaker
}

// New makes a client; it calls nothing yet. Ping tells whether the API answers.
func New(config Config) (*Client, error) {
	config = config.WithDefaults()
	if err := config.Validate(); err != nil {
		return nil, fmt.Errorf("configure the customs API's client: %w", err)
	}
	base, err := url.Parse(config.BaseURL)
	if err != nil {
		return nil, errors.New("configure the customs API's client: BaseURL is no URL")
	}
	c := &Client{config: config, base: base, gate: newGate(config), breaker: newBreaker(config)}
	if config.HTTPClient != nil {
		given := *config.HTTPClient
		c.http = &given
	} else {
		c.own = newTransport()
		c.http = &http.Client{Transport: c.own}
	}
	c.http.CheckRedirect = c.checkRedirect
	c.tokens = newTokenSource(config, c.http)
	if base.Scheme == "http" && !isLocal(base.Hostname()) {
		config.Logger.Warn("the customs API is called without TLS, so that the token can be read on the way", slog.String("host", base.Host))
	}
	return c, nil
}

func isLocal(host string) bool {
	return host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1"
}

// Share has the client keep to a pace with others, beside its own rate. It is to be set before anything is called.
func (c *Client) Share(p Pace) { c.gate.shared = p }

// Close gives idle connections back. Calls in flight go on.
func (c *Client) Close() {
	if c.own != nil {
		c.own.CloseIdleConnections()
	}
}

// errAway is why a redirect is not followed.
var errAway = errors.New("it leads to another host, or on and on")

// checkRedirect lets a GET go on on the same host. A POST comes back with the redirect as its answer.
func (c *Client) checkRedirect(request *http.Request, before []*http.Request) error {
	if before[0].Method != http.MethodGet {
		return http.ErrUseLastResponse
	}
	if len(before) > 5 || origin(request.URL) != origin(before[0].URL) {
		return errAway
	}
	return nil
}

// origin is scheme, host and port, in one way of writing.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

// UpsertISF files an ISF, new or in place of the one with the same bill numbers, and returns its id. Filing goes on at
// Flexport after the call has returned.
func (c *Client) UpsertISF(ctx context.Context, worksheet *filing.IsfWorksheet) (string, error) {
	var envelope filing.IsfEnvelope
	err := c.post(ctx, "file the ISF", "/customs_documents/isf", worksheet,
		into(c, &envelope, func() error { return has(envelope.Data.ID) }))
	if err != nil {
		return "", err
	}
	return envelope.Data.ID, nil
}

// UpsertOrder asks for a customs order, or a change of one, and returns it as it stands: its status is REQUESTED until
// Flexport has created it. Order shows how it goes on.
func (c *Client) UpsertOrder(ctx context.Context, order *filing.CustomsOrder) (filing.Order, error) {
	var envelope filing.PendingOrderEnvelope
	err := c.post(ctx, "send the customs order", "/customs_orders", order,
		into(c, &envelope, func() error { return has(envelope.Data.FID) }))
	if err != nil {
		return filing.Order{}, err
	}
	return envelope.Data, nil
}

// Order is the customs order with that Flexport id ("flx::customs:pre-order:..."), as it stands.
func (c *Client) Order(ctx context.Context, fid string) (filing.Order, error) {
	var envelope filing.OrderEnvelope
	err := c.get(ctx, "look up the customs order "+fid, "/customs_orders/", fid, filingVersion,
		into(c, &envelope, func() error { return is(envelope.Data.FID, fid) }))
	if err != nil {
		return filing.Order{}, err
	}
	return envelope.Data, nil
}

// Entry is the customs entry with that id, as it stands.
func (c *Client) Entry(ctx context.Context, id string) (filing.Entry, error) {
	var envelope filing.EntryEnvelope
	err := c.get(ctx, "look up the customs entry "+id, "/customs_entries/", id, entryVersion,
		into(c, &envelope, func() error { return is(envelope.Data.ID, id) }))
	if err != nil {
		return filing.Entry{}, err
	}
	return envelope.Data, nil
}

// Ping tells whether the API answers and takes the token, with the smallest call there is.
func (c *Client) Ping(ctx context.Context) error {
	call := c.entriesCall("ask whether the API is there", url.Values{"page": {"1"}, "per": {"1"}}, new(filing.EntryPageEnvelope))
	return c.do(ctx, call)
}

// post sends a filing.
func (c *Client) post(ctx context.Context, doing, path string, request filing.Request, read func([]byte) error) error {
	call := &call{doing: doing, method: http.MethodPost, url: c.at(path, ""), version: filingVersion, read: read}
	if reflect.ValueOf(request).IsNil() {
		return c.complete(&Error{Kind: BadRequest, happened: "there is no request"}, call)
	}
	body, err := json.Marshal(request)
	if err != nil {
		return c.complete(&Error{Kind: BadRequest, happened: "the request could not be written", Err: err}, call)
	}
	call.body, call.keys, call.requestID = body, Members(request), request.RequestID()
	return c.do(ctx, call)
}

// get reads the one thing with an id.
func (c *Client) get(ctx context.Context, doing, path, id, version string, read func([]byte) error) error {
	call := &call{doing: doing, method: http.MethodGet, version: version, read: read}
	if id == "" || id == "." || id == ".." {
		return c.complete(&Error{Kind: BadRequest, happened: "there is no id", Hint: "Give the id that the API answered."}, call)
	}
	call.url = c.at(path, id)
	return c.do(ctx, call)
}

// at is the address of a path of the API, with an id as its last segment. url.PathEscape leaves the colon, which the API
// wants escaped.
func (c *Client) at(path, id string) *url.URL {
	target := *c.base
	target.Path = c.base.Path + path + id
	target.RawPath = c.base.EscapedPath() + path + strings.ReplaceAll(url.PathEscape(id), ":", "%3A")
	return &target
}

// Members are the top members that a request may have, to tell places in the API's words.
func Members(request filing.Request) []string {
	var keys []string
	for _, field := range reflect.VisibleFields(reflect.TypeOf(request).Elem()) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		keys = append(keys, name)
	}
	return keys
}
