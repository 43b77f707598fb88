package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"docket/mapping"
	"docket/publish/bus"
	"docket/publish/difference"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

// ServiceName is the desk's name among the services on NATS, as "nats micro list" shows it.
const ServiceName = "docket-review"

// ServiceVersion is that of what requests and answers hold.
const ServiceVersion = "1.0.0"

// A Question is the body of a request to the service, on docket.review.list, .show, .approve or .reject.
type Question struct {
	Name string `json:"name,omitempty"` // of the filing; for approve and reject with what was seen, as list and show tell it
	By   string `json:"by,omitempty"`   // who decides
	Note string `json:"note,omitempty"` // why
}

// A View is a case as people see it: numbers that identify a person are masked.
type View struct {
	Name string `json:"name"` // what to approve or reject
	Case
}

// ViewOf is what people see of a case.
func ViewOf(c Case) (View, error) {
	v := View{Name: c.Ref().String(), Case: c}
	var body any
	if err := json.Unmarshal(c.Request, &body); err != nil {
		return View{}, fmt.Errorf("read the request of %s: %w", c.key, err)
	}
	masked, err := json.Marshal(difference.Masked("", body))
	v.Request = masked
	return v, err
}

// A Line is a case in a list.
type Line struct {
	Name      string    `json:"name"`
	Kind      string    `json:"kind"`
	Reference string    `json:"reference"`
	File      string    `json:"file"`
	Since     time.Time `json:"since"`
	Deadline  time.Time `json:"deadline,omitzero"`
	Due       time.Time `json:"due,omitzero"` // when it goes out by itself
	Effect    string    `json:"effect,omitempty"`
	Reasons   []string  `json:"reasons"`
	Why       string    `json:"why"`                  // the first reason, in a sentence
	DecidedBy string    `json:"decided_by,omitempty"` // it is being carried out
}

// LineOf is a case in a list.
func LineOf(c Case) Line {
	l := Line{Name: c.Ref().String(), Kind: string(c.Kind), Reference: c.Reference, File: c.Source.URL, Since: c.Since, Deadline: c.Deadline, Due: c.Due, Effect: string(c.Effect), Reasons: c.Reasons}
	first := slices.IndexFunc(c.Problems, func(p mapping.Problem) bool { return slices.Contains(c.Reasons, p.Code) })
	if first >= 0 {
		l.Why = c.Problems[first].Message
	}
	if c.Decision != nil {
		l.DecidedBy = c.Decision.By
	}
	return l
}

// Serve answers requests on the bus until the service is stopped. Of all workers one answers each.
func (d *Desk) Serve(nc *nats.Conn) (micro.Service, error) {
	service, err := micro.AddService(nc, micro.Config{
		Name: ServiceName, Version: ServiceVersion, Description: "Filings that wait for a person: list, show, approve, reject.",
		ErrorHandler: func(_ micro.Service, e *micro.NATSError) {
			d.log.Warn("the review service has trouble", "subject", e.Subject, "error", e.Description)
		},
	})
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", bus.ReviewSubject, err)
	}
	group := service.AddGroup(bus.ReviewSubject)
	for verb, answer := range map[string]func(context.Context, Question) (any, error){
		"list": d.answerList, "show": d.answerShow,
		"approve": func(ctx context.Context, q Question) (any, error) { return d.answerDecision(ctx, Approve, q) },
		"reject":  func(ctx context.Context, q Question) (any, error) { return d.answerDecision(ctx, Reject, q) },
	} {
		handler := micro.HandlerFunc(func(r micro.Request) { d.answering.Go(func() { d.answer(r, answer) }) }) // one that takes its time keeps nobody waiting
		if err := group.AddEndpoint(verb, handler); err != nil {
			return nil, errors.Join(fmt.Errorf("serve %s.%s: %w", bus.ReviewSubject, verb, err), service.Stop())
		}
	}
	return service, nil
}

// Wait waits until nothing is being answered any more.
func (d *Desk) Wait() { d.answering.Wait() }

func (d *Desk) answer(r micro.Request, answer func(context.Context, Question) (any, error)) {
	var q Question
	if len(r.Data()) > 0 {
		if err := json.Unmarshal(r.Data(), &q); err != nil {
			d.refuse(r, "400", fmt.Errorf("the request is no JSON object as it should be: %w", err))
			return
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), d.patience+d.retry)
	defer cancel()
	said, err := answer(ctx, q)
	if err != nil {
		d.refuse(r, codeOf(err), err)
		return
	}
	text, err := json.Marshal(said)
	if err == nil && len(text) > d.limit {
		d.refuse(r, "413", &TooLarge{Size: len(text)})
		return
	}
	if err == nil {
		err = r.Respond(text)
	}
	if err != nil {
		d.log.Warn("could not answer a review request", "subject", r.Subject(), "error", err)
	}
}

// codeOf is the code that an error is answered with, in the manner of HTTP.
func codeOf(err error) string {
	var misnamed *Misnamed
	var unseen *Unseen
	var several *Several
	var gone *Gone
	var changed *Changed
	var decided *Decided
	switch {
	case errors.As(err, &misnamed), errors.As(err, &unseen), errors.As(err, &several), errors.Is(err, errNobody):
		return "400"
	case errors.As(err, &gone):
		return "404"
	case errors.As(err, &changed), errors.As(err, &decided):
		return "409"
	default:
		return "503"
	}
}

// A Refusal is the body of an answer that says no.
type Refusal struct {
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

func (d *Desk) refuse(r micro.Request, code string, err error) {
	refusal := Refusal{Message: err.Error()}
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) {
		refusal.Hint = hinted.Hint()
	}
	text, failed := json.Marshal(refusal)
	if failed == nil {
		failed = r.Error(code, strings.ReplaceAll(err.Error(), "\n", "; "), text)
	}
	if failed != nil {
		d.log.Warn("could not answer a review request", "subject", r.Subject(), "error", failed)
	}
}

func (d *Desk) answerList(ctx context.Context, _ Question) (any, error) {
	cases, err := d.List(ctx)
	lines := []Line{}
	for _, c := range cases {
		lines = append(lines, LineOf(c))
	}
	return lines, err
}

func (d *Desk) answerShow(ctx context.Context, q Question) (any, error) {
	c, err := d.Find(ctx, q.Name)
	if err != nil {
		return nil, err
	}
	return ViewOf(c)
}

// errNobody says that a decision does not say whose it is.
var errNobody = errors.New(`a decision says who decides: "by"`)

func (d *Desk) answerDecision(ctx context.Context, verb Verb, q Question) (any, error) {
	ref, err := ParseRef(q.Name)
	switch {
	case err != nil:
		return nil, err
	case said(q.By) == "":
		return nil, errNobody
	}
	return d.Decide(ctx, ref, verb, q.By, q.Note)
}

// An Answered refusal is what the service said no with.
type Answered struct {
	Code string // as of HTTP: 400, 404, 409, 413 or 503
	Refusal
}

func (e *Answered) Error() string { return e.Message }

// Hint tells what to do.
func (e *Answered) Hint() string { return e.Refusal.Hint }

// Ask has the service approve or reject a filing. The error is *Answered if it says no, nats.ErrNoResponders if no
// worker is there.
func Ask(ctx context.Context, nc *nats.Conn, verb Verb, q Question) (Ruling, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return Ruling{}, err
	}
	message, err := nc.RequestWithContext(ctx, fmt.Sprintf("%s.%s", bus.ReviewSubject, verb), body)
	if err != nil {
		return Ruling{}, fmt.Errorf("ask the workers to %s: %w", verb, err)
	}
	if code := message.Header.Get(micro.ErrorCodeHeader); code != "" {
		answered := &Answered{Code: code}
		if json.Unmarshal(message.Data, &answered.Refusal) != nil || answered.Message == "" {
			answered.Message = message.Header.Get(micro.ErrorHeader)
		}
		return Ruling{}, answered
	}
	var ruling Ruling
	if err := json.Unmarshal(message.Data, &ruling); err != nil {
		return Ruling{}, fmt.Errorf("read the answer to %s: %w", verb, err)
	}
	return ruling, nil
}
