package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is when every test begins; its clock moves by Advance alone.
var noon = time.Date(2024, 1, 15, 12, 0, 0, 0, time.UTC)

func stopped() time.Time { return noon }

// api is a sandbox behind real HTTP.
type api struct {
	*Server
	t      testing.TB
	url    string
	client *http.Client
}

// start runs a sandbox on a stopped clock for one test, which fails if any answer breaks the contract.
func start(t testing.TB, options Options) *api {
	t.Helper()
	options.Now = stopped
	s, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	client := server.Client()
	client.Timeout = 20 * time.Second
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		client.CloseIdleConnections()
		server.Close()
		for _, defect := range s.Defects() {
			t.Errorf("defect: %+v", defect)
		}
	})
	return &api{Server: s, t: t, url: server.URL, client: client}
}

// reply is an answer of the API.
type reply struct {
	status int
	header http.Header
	body   object
	text   string
}

// request is one with the headers that the API wants; those given as name, value replace them, "" removes.
func (a *api) request(method, path string, body []byte, headers ...string) *http.Request {
	a.t.Helper()
	r, err := http.NewRequest(method, a.url+path, bytes.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer sandbox")
	r.Header.Set("Flexport-Version", "2023-07-01")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i+1] == "" {
			r.Header.Del(headers[i])
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	return r
}

func (a *api) do(r *http.Request) (reply, error) {
	response, err := a.client.Do(r)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return reply{status: response.StatusCode, header: response.Header, body: decoded(text), text: string(text)}, err
}

func (a *api) call(method, path string, body []byte, headers ...string) reply {
	a.t.Helper()
	got, err := a.do(a.request(method, path, body, headers...))
	if err != nil {
		a.t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

func (a *api) post(path, body string, headers ...string) reply {
	a.t.Helper()
	return a.call(http.MethodPost, path, []byte(body), headers...)
}

func (a *api) get(path string, headers ...string) reply {
	a.t.Helper()
	return a.call(http.MethodGet, path, nil, headers...)
}

// outcome is the status, and the code of an error: "409 already_exists".
func (r reply) outcome() string {
	return strings.TrimSpace(strconv.Itoa(r.status) + " " + text(r.body, "code"))
}

func jsonOf(value any) string {
	text, err := encode(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// changed is a JSON body with the members at dotted paths replaced: name, value, name, value. A value is JSON; ""
// removes the member.
func changed(t testing.TB, body string, changes ...string) string {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(body), &value); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(changes); i += 2 {
		set(t, value, strings.Split(changes[i], "."), changes[i+1])
	}
	return jsonOf(value)
}

func set(t testing.TB, container any, path []string, text string) {
	t.Helper()
	if array, ok := container.([]any); ok {
		var i int
		if err := json.Unmarshal([]byte(path[0]), &i); err != nil {
			t.Fatal(err)
		}
		if len(path) > 1 {
			set(t, array[i], path[1:], text)
			return
		}
		if err := json.Unmarshal([]byte(text), &array[i]); err != nil {
			t.Fatal(err)
		}
		return
	}
	o, ok := container.(map[string]any)
	switch {
	case !ok:
		t.Fatalf("nothing at %q", path)
	case len(path) > 1:
		set(t, o[path[0]], path[1:], text)
	case text == "":
		if _, there := o[path[0]]; !there {
			t.Fatalf("no member %q to remove", path[0])
		}
		delete(o, path[0])
	default:
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		o[path[0]] = value
	}
}
