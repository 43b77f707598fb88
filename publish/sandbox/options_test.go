package sandbox

import (
	"strings"
	"testing"
	"time"
)

func TestOptionsThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		options Options
		want    string
	}{
		{Options{TokenLife: time.Millisecond}, "sandbox options: TokenLife is 1ms, want a second or more"},
		{Options{MaxBody: -1}, "sandbox options: MaxBody is -1, want more than 0"},
		{Options{WebhookTries: -1}, "sandbox options: WebhookTries is -1, want more than 0"},
		{Options{Speed: -2}, "sandbox options: Speed is -2, want more than 0"},
		{Options{RatePerSecond: -1, Burst: -1}, "sandbox options: RatePerSecond is -1, want 0 or more\nsandbox options: Burst is -1, want 0 or more"},
		{Options{BaseURL: "api.example"}, `sandbox options: BaseURL is "api.example", want one like https://api.example`},
		{Options{Release: []Step{{-1, "gone"}}}, `sandbox options: Release waits -1ns for "gone", want 0 or more` + "\n" + `sandbox options: Release has the status "gone", want pending, customs_hold or cleared`},
		{Options{Verdicts: map[string]Verdict{"B": {Status: "LOST"}}}, `verdict on B: the status is "LOST", want CREATED or CANCELLED`},
		{Options{Webhooks: []Webhook{{ID: "1"}}}, `webhook: the id is "1", want a UUID`},
		{Options{Faults: []Fault{{Status: 500}}}, "fault: give either Next or Rate"},
		{Options{Faults: []Fault{{Status: 500, Rate: 1, Operation: "x"}}}, `fault: the contract has no operation "x"`},
	} {
		if s, err := New(test.options); err == nil || err.Error() != test.want || s != nil {
			t.Errorf("got %v\nwant %s", err, test.want)
		}
	}
}

// TestLinks begin with BaseURL if it is set, else with what the client has called, if that can stand in a link.
func TestLinks(t *testing.T) {
	t.Parallel()
	a := start(t, Options{BaseURL: "https://api.example/"})
	if got := text(a.post(isfPath, isfExample(t)).body, "self"); got != "https://api.example/customs_documents/isf" {
		t.Errorf("with BaseURL: %s", got)
	}
	b := start(t, Options{})
	for host, want := range map[string]string{
		"sandbox.example:8080": "http://sandbox.example:8080/customs_entries",
		"[::1]:8080":           "http://[::1]:8080/customs_entries",
		"a$b":                  "http://localhost/customs_entries",
	} {
		r := b.request("GET", "/customs_entries", nil)
		r.Host = host
		got, err := b.do(r)
		if err != nil || text(got.body, "self") != want {
			t.Errorf("%s: got %v %s, want %s", host, err, got.text, want)
		}
	}
}

// TestTheJournalIsBounded and says how many there have been all the same.
func TestTheJournalIsBounded(t *testing.T) {
	t.Parallel()
	j := &journal{}
	for range keptRequests + 5 {
		j.add(Request{Path: strings.Repeat("x", 10)})
	}
	all, count := j.all()
	if len(all) > keptRequests || count != keptRequests+5 || all[len(all)-1].Number != count {
		t.Errorf("kept %d of %d, the last is number %d", len(all), count, all[len(all)-1].Number)
	}
}

// TestTheJournal says what a call was, without its body.
func TestTheJournal(t *testing.T) {
	t.Parallel()
	a := start(t, Options{})
	a.post(orderPath, "{}")
	a.get("/customs_entries?per=5")
	a.get("/nowhere")
	a.post(tokenPath, `{"client_secret":"x"}`)
	got := a.Requests()
	const noBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	const emptyObject = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
	want := []Request{
		{Number: 1, At: noon, Method: "POST", Path: "/customs_orders", Operation: "upsertCustomsOrder", Status: 400, Code: "invalid_request", BodySHA256: emptyObject},
		{Number: 2, At: noon, Method: "GET", Path: "/customs_entries?per=5", Operation: "listCustomsEntries", Status: 200, BodySHA256: noBody},
		{Number: 3, At: noon, Method: "GET", Path: "/nowhere", Status: 404, Code: "not_found", BodySHA256: noBody},
		{Number: 4, At: noon, Method: "POST", Path: "/oauth/token", Operation: "createAccessToken", Status: 400, Code: "invalid_request"},
	}
	for i := range want {
		want[i].RequestID = got[i].RequestID
		if got[i] != want[i] || got[i].RequestID == "" {
			t.Errorf("got  %+v\nwant %+v", got[i], want[i])
		}
	}
}

// TestADefectIsSeen: an answer that breaks the contract is a 500 and stands in Defects.
func TestADefectIsSeen(t *testing.T) {
	t.Parallel()
	s, err := New(Options{Now: stopped})
	if err != nil {
		t.Fatal(err)
	}
	for name, handler := range map[string]func(*call) (answer, *refusal){
		"answer 200: data: is required": func(*call) (answer, *refusal) { return answer{status: 200, body: object{}}, nil },
		"answer 201: the contract's":    func(*call) (answer, *refusal) { return answer{status: 201, body: object{}}, nil },
		"panic: at the disco":           func(*call) (answer, *refusal) { panic("at the disco") },
	} {
		s.handlers["upsertIsf"] = handler
		before := len(s.Defects())
		status, code := sendISF(s, isfExample(t))
		if defects := s.Defects(); status != 500 || code != internalError || len(defects) != before+1 || !strings.HasPrefix(defects[before].Message, name) {
			t.Errorf("got %d %s %+v, want %s", status, code, defects[before:], name)
		}
	}
}
