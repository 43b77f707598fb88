package review

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"docket/mapping/filing"
	"docket/publish"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

// TestService: what the terminal does can be done by requests on the bus; each refusal has a code, words and a hint;
// PING and STATS answer.
func TestService(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	nc := w.bus.Conn
	if _, err := Ask(t.Context(), nc, Approve, Question{}); !errors.Is(err, nats.ErrNoResponders) {
		t.Errorf("without workers: %v", err)
	}
	service, err := w.Serve(nc)
	must(t, err)
	t.Cleanup(func() { must(t, service.Stop()); w.Wait() })
	one := order(t, "MAEU1234567", "one")
	ref := w.arrives(held(one, a, "v1"))
	other := w.arrives(held(order(t, "MAEU7654321", "two"), b, "v1"))
	ask := func(verb, body string, answer any) *nats.Msg {
		t.Helper()
		message, err := nc.Request("docket.review."+verb, []byte(body), 20*time.Second)
		must(t, err)
		if answer != nil {
			must(t, json.Unmarshal(message.Data, answer))
		}
		return message
	}
	var lines []Line
	if ask("list", "", &lines); len(lines) != 2 || lines[0].Name != ref.String() || lines[0].Why != "It reads two ways." || lines[0].File != a {
		t.Errorf("list: %+v", lines)
	}
	var view View
	if ask("show", `{"name":"MAEU1234567"}`, &view); view.Name != ref.String() || view.Kind != filing.KindOrder || len(view.Cells) != 1 {
		t.Errorf("show: %+v", view)
	}
	for _, test := range []struct{ name, verb, body, code, says string }{
		{"no JSON", "approve", "approve it", "400", "no JSON"},
		{"no name", "approve", `{"by":"Maria"}`, "400", "names no filing"},
		{"nobody", "approve", `{"name":"` + ref.String() + `","by":" "}`, "400", "who decides"},
		{"not what was seen", "approve", `{"name":"` + ref.Key + `","by":"Maria"}`, "400", "what it showed"},
		{"something else was seen", "reject", `{"name":"` + ref.Key + `@000000000000","by":"Maria"}`, "409", "no longer what was shown"},
		{"nothing waits", "show", `{"name":"order.acme.NONE.000000000000"}`, "404", "nothing waits"},
	} {
		var refusal Refusal
		if got := ask(test.verb, test.body, &refusal).Header.Get(micro.ErrorCodeHeader); got != test.code || !strings.Contains(refusal.Message, test.says) {
			t.Errorf("%s: %s %+v, want %s and %q", test.name, got, refusal, test.code, test.says)
		}
	}
	ruling, err := Ask(t.Context(), nc, Approve, Question{Name: ref.String(), By: "Maria", Note: "fine"})
	if err != nil || ruling.Outcome != publish.Submitted || ruling.APIID != w.api.Orders()[0].FID {
		t.Errorf("approve: %+v, %v", ruling, err)
	}
	var answered *Answered
	if _, err = Ask(t.Context(), nc, Reject, Question{Name: ref.String(), By: "Ben"}); !errors.As(err, &answered) || answered.Code != "404" || !strings.Contains(answered.Message, "Maria") || answered.Hint() == "" {
		t.Errorf("a second person: %v", err)
	}
	if ruling, err = Ask(t.Context(), nc, Reject, Question{Name: other.String(), By: "Ben"}); err != nil || ruling.Outcome != publish.Rejected {
		t.Errorf("reject: %+v, %v", ruling, err)
	}
	for _, verb := range []micro.Verb{micro.PingVerb, micro.InfoVerb, micro.StatsVerb} {
		subject, err := micro.ControlSubject(verb, ServiceName, "")
		must(t, err)
		if message, err := nc.Request(subject, nil, 20*time.Second); err != nil || !strings.Contains(string(message.Data), `"version":"`+ServiceVersion+`"`) {
			t.Errorf("%s: %v", subject, err)
		}
	}
}

// TestViewMasks: numbers that identify a person are not shown.
func TestViewMasks(t *testing.T) {
	t.Parallel()
	v, err := ViewOf(Case{Request: json.RawMessage(`{"entities":[{"name":"Ann","entity_identifier":{"social_security_number":"123-45-6789"}}]}`)})
	if err != nil || strings.Contains(string(v.Request), "6789") || !strings.Contains(string(v.Request), "***-**-****") || !strings.Contains(string(v.Request), "Ann") {
		t.Errorf("%s, %v", v.Request, err)
	}
	if _, err := (&Desk{}).answerDecision(context.Background(), Approve, Question{Name: "order.acme.A.000000000000@000000000000"}); !errors.Is(err, errNobody) {
		t.Errorf("nobody: %v", err)
	}
}
