package sandbox

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"docket/mapping/filing/contract"
)

// codes are the error codes of parameters that have one of their own.
var codes = map[string]string{
	"customs_order_fid": malformedFID,
	"page":              invalidPagination,
	"per":               invalidPagination,
	"direction":         invalidPagination,
}

// wrongDirection is the one error message that the API's pages show.
const wrongDirection = "Invalid Sort Direction. allowed values: desc, asc"

// readParameters takes the operation's parameters from headers, path and query.
func readParameters(c *call) *refusal {
	query, err := url.ParseQuery(c.request.URL.RawQuery)
	if err != nil {
		return refuse(http.StatusBadRequest, invalidRequest, "query: is not well encoded")
	}
	c.query, c.params = query, object{}
	for i := range c.operation.Parameters {
		if refused := c.readParameter(&c.operation.Parameters[i]); refused != nil {
			return refused
		}
	}
	return nil
}

func (c *call) readParameter(p *contract.Parameter) *refusal {
	wrong := func(format string, args ...any) *refusal {
		return refuse(http.StatusBadRequest, cmp.Or(codes[p.Name], invalidRequest), "%s: %s", p.Name, fmt.Sprintf(format, args...))
	}
	sent, err := c.sent(p)
	switch {
	case err != nil:
		return wrong("%v", err)
	case len(sent) == 0 && p.Required:
		return wrong("is required")
	case len(sent) == 0 && p.Default == nil:
		return nil
	case len(sent) == 0:
		c.params[p.Name] = p.Default
		return nil
	case len(sent) > 1:
		return wrong("was sent %d times", len(sent))
	}
	value := p.Value(sent[0])
	if err := p.Schema.Check(value); err != nil {
		if p.Name == "direction" {
			return refuse(http.StatusBadRequest, invalidPagination, wrongDirection)
		}
		return wrong("%s", strings.TrimPrefix(err.Error(), "body: "))
	}
	c.params[p.Name] = value
	return nil
}

// sent are the values that the request has for a parameter.
func (c *call) sent(p *contract.Parameter) ([]string, error) {
	switch p.In {
	case "header":
		return c.request.Header.Values(p.Name), nil
	case "query":
		return c.query[p.Name], nil
	}
	part := c.path[p.Name]
	if p.Name == "customs_order_fid" && strings.Contains(part, ":") {
		return nil, errors.New("each ':' in it has to be sent as %3A")
	}
	value, err := url.PathUnescape(part)
	return []string{value}, err
}

// readBody takes the body in the contract's own spelling, if the operation has one.
func readBody(c *call) *refusal {
	if c.operation.Method != http.MethodPost {
		return nil
	}
	media, _, _ := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	schema, err := c.operation.Request(media)
	switch {
	case c.unread != nil:
		return unreadable(c.unread)
	case c.request.Header.Get("Content-Encoding") != "":
		return refuse(http.StatusBadRequest, invalidRequest, "Content-Encoding: the body has to be sent as it is")
	case err != nil:
		return refuse(http.StatusBadRequest, invalidRequest, "Content-Type: has to be application/json")
	}
	sent := c.raw
	if media == "application/x-www-form-urlencoded" {
		if sent, err = formAsJSON(c.raw); err != nil {
			return refuse(http.StatusBadRequest, invalidRequest, "body: %v", err)
		}
	}
	body, err := schema.Read(sent)
	if err != nil {
		return misread(err, body)
	}
	c.body = body
	c.takeRequestID()
	return nil
}

// takeRequestID: "if both are sent the body's value counts".
func (c *call) takeRequestID() {
	for _, key := range []string{"request_metadata", "metadata"} {
		body, _ := c.body.(object)
		c.requestID = cmp.Or(text(member(body, key), "request_id"), c.requestID)
	}
}

func unreadable(err error) *refusal {
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return refuse(http.StatusBadRequest, invalidRequest, "body: is larger than %d bytes", large.Limit)
	}
	return refuse(http.StatusBadRequest, invalidRequest, "body: ends before its end")
}

// misread says what keeps a body from being taken.
func misread(err error, body any) *refusal {
	var conflicts *contract.Conflicts
	var violations *contract.Violations
	switch {
	case errors.As(err, &conflicts):
		return refuse(http.StatusBadRequest, conflictingKeys, "%v", conflicts)
	case errors.As(err, &violations):
		return violates(violations, body)
	default:
		return refuse(http.StatusBadRequest, invalidRequest, "%v", err)
	}
}

// violates gives the two violations that have an error code of their own that code, if there is no other.
func violates(violations *contract.Violations, body any) *refusal {
	if len(violations.List) == 1 {
		request, _ := body.(object)
		switch pointer := violations.List[0].Pointer; {
		case pointer == "/request_metadata/customs_order_fid":
			return refuse(http.StatusBadRequest, malformedFID, "%v", violations)
		case pointer == "" && request["request_metadata"] != nil:
			// the order's anyOf, all that is said of the whole of an order that has its metadata
			return withoutIncoterm()
		}
	}
	return refuse(http.StatusBadRequest, invalidRequest, "%s", shortened(violations))
}

// mostViolations is how many one message names.
const mostViolations = 20

func shortened(violations *contract.Violations) string {
	if more := len(violations.List) - mostViolations; more > 0 {
		first := &contract.Violations{List: violations.List[:mostViolations]}
		return fmt.Sprintf("%v; and %d more", first, more)
	}
	return violations.Error()
}

// formAsJSON is a form as the JSON object that the contract's schema is for.
func formAsJSON(form []byte) ([]byte, error) {
	values, err := url.ParseQuery(string(form))
	if err != nil {
		return nil, errors.New("is not well encoded")
	}
	fields := map[string]string{}
	for name, sent := range values {
		if len(sent) > 1 {
			return nil, fmt.Errorf("%s was sent %d times", name, len(sent))
		}
		fields[name] = sent[0]
	}
	return json.Marshal(fields)
}
