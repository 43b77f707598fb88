package sandbox

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestTheStateComesBack: a sandbox made from the file of another holds the same, and goes on where that one stopped.
func TestTheStateComesBack(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t, 500)
	options := Options{State: filepath.Join(t.TempDir(), "sandbox.json"), EntryAfter: 10 * time.Second, Webhooks: []Webhook{e.webhook()}}
	first := start(t, options)
	order := first.post(orderPath, orderExample(t))
	first.post(isfPath, changed(t, isfExample(t), "additional_services.import_customs", "true"))
	first.Advance(2 * time.Second) // the order is created
	first.Deliver(context.Background())
	first.Advance(8 * time.Second) // the ISF's entry is there, the order's is not yet
	pending := first.post(orderPath, changed(t, orderExample(t),
		"freight_details.bill_numbers", `{"master_bill_of_lading_number":"PEND100001"}`,
		"request_metadata.source_document", `{"type":"OTHER","external_ref":"pending"}`))
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	second := start(t, options)
	compare(t, "orders", first.Orders(), second.Orders())
	compare(t, "ISFs", first.ISFs(), second.ISFs())
	compare(t, "entries", first.Entries(), second.Entries())
	compare(t, "events", first.Events(), second.Events())
	if len(second.Orders()) != 2 || len(second.ISFs()) != 1 || len(second.Entries()) != 1 || len(second.Events()) != 1 {
		t.Fatalf("the second sandbox holds %d orders, %d ISFs, %d entries, %d events", len(second.Orders()), len(second.ISFs()), len(second.Entries()), len(second.Events()))
	}
	if !second.Now().Equal(first.Now()) {
		t.Errorf("its clock shows %v, want %v", second.Now(), first.Now())
	}

	if got := second.post(orderPath, orderExample(t)); text(member(got.body, "data"), "fid") != text(member(order.body, "data"), "fid") {
		t.Errorf("an order that was there before is not found again: %s", got.text)
	}
	second.post(isfPath, isfExample(t))
	second.Advance(time.Hour)
	second.Deliver(context.Background())
	second.Deliver(context.Background())
	if got := member(second.show(pending).body, "data"); got["status"] != "CREATED" || whole(got, "shipment_id") != firstShipment+2 {
		t.Errorf("the order that was REQUESTED: %s", jsonOf(got))
	}
	if got := second.entries(); len(got) != 3 || got[0] != "cleared 2024-01-15" || got[1] != "cleared 2024-01-15" {
		t.Errorf("entries %q, want three, cleared", got)
	}
	posts := e.posts()
	again := slices.ContainsFunc(posts[1:], func(p post) bool { return p.body == posts[0].body })
	if !again {
		t.Errorf("the event that was not taken was not sent again, as it was: %v", posts)
	}
	if len(second.ISFs()) != 1 || len(second.Orders()) != 2 {
		t.Errorf("%d ISFs and %d orders, want 1 and 2", len(second.ISFs()), len(second.Orders()))
	}
}

func compare[T any](t *testing.T, what string, first, second []T) {
	t.Helper()
	if diff := cmp.Diff(first, second, cmpopts.IgnoreUnexported(Order{}, Event{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s, -first +second: %s", what, diff)
	}
}

// TestNothingIsAnsweredThatIsNotSaved: the answer comes after the write, so a sandbox that is never closed loses
// nothing that it has answered.
func TestNothingIsAnsweredThatIsNotSaved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	options := Options{State: filepath.Join(dir, "sandbox.json")}
	first := start(t, options)
	for _, ref := range []string{"a", "b", "c"} {
		if _, err := first.try(ref); err != nil {
			t.Fatal(err)
		}
	}
	second := start(t, Options{State: copied(t, options.State)})
	compare(t, "orders", first.Orders(), second.Orders())
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Errorf("the directory has %v, %v, want the state alone", files, err)
	}
}

func copied(t *testing.T, path string) string {
	t.Helper()
	other := filepath.Join(t.TempDir(), "copy.json")
	if err := os.WriteFile(other, []byte(readFile(t, path)), 0o600); err != nil {
		t.Fatal(err)
	}
	return other
}

func TestAStateThatCannotBeSavedIsA500(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	a := start(t, Options{State: filepath.Join(dir, "sandbox.json")})
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	got, err := a.try("a")
	if err != nil || got.outcome() != "500 internal_error" || text(got.body, "message") != "the sandbox cannot save its state" {
		t.Errorf("got %v %s", err, got.text)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if got, err := a.try("a"); err != nil || got.status != 202 || len(a.Orders()) != 1 {
		t.Errorf("once it can be saved again: %v %s, %d orders", err, got.text, len(a.Orders()))
	}
}

// TestADamagedStateIsAnError, never an empty sandbox, and the file stays as it is.
func TestADamagedStateIsAnError(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.json")
	a := start(t, Options{State: path})
	a.post(orderPath, orderExample(t))
	good := readFile(t, path)
	for _, test := range []struct {
		name, text, want string
	}{
		{"empty", "", "is damaged: unexpected end of JSON input"},
		{"cut", good[:len(good)/2], "is damaged: unexpected end of JSON input"},
		{"no JSON", "hello", "is damaged: invalid character"},
		{"another file", `{"name":"x"}`, "has version 0, and this sandbox reads version 1"},
		{"of a later version", strings.Replace(good, `"version":1`, `"version":2`, 1), "has version 2, and this sandbox reads version 1"},
		{"a letter changed", strings.Replace(good, "EXML7012345678", "EXML7012345679", 1), "is damaged: its sum is wrong"},
		{"text after the end", good + "x", "is damaged: invalid character 'x'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			damaged := filepath.Join(t.TempDir(), "damaged.json")
			if err := os.WriteFile(damaged, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := New(Options{State: damaged})
			if err == nil || !strings.Contains(err.Error(), "the sandbox's state in "+damaged+" "+test.want) || !strings.HasSuffix(err.Error(), "; move the file away to begin with an empty sandbox") {
				t.Errorf("got  %v\nwant ... %s", err, test.want)
			}
			if readFile(t, damaged) != test.text {
				t.Error("the damaged file was changed")
			}
		})
	}
}

func TestAStateThatCannotBe(t *testing.T) {
	t.Parallel()
	if _, err := New(Options{State: filepath.Join(t.TempDir(), "no", "such", "dir")}); err == nil || !strings.Contains(err.Error(), "save the sandbox's state") {
		t.Errorf("in a directory that is not there: %v", err)
	}
	if _, err := New(Options{State: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "open the sandbox's state") {
		t.Errorf("a directory: %v", err)
	}
}

func TestTheStateHoldsNoSecrets(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t)
	path := filepath.Join(t.TempDir(), "sandbox.json")
	a := start(t, Options{State: path, Token: "t0ken-fixed", ClientSecret: "cl1ent-secret", Webhooks: []Webhook{{ID: hookID, URL: e.url, Secret: "h00k-secret"}}})
	issued := text(a.post(tokenPath, `{"grant_type":"client_credentials","client_id":"sandbox","client_secret":"cl1ent-secret"}`).body, "access_token")
	if got := a.post(orderPath, orderExample(t), "Authorization", "Bearer "+issued); got.status != 202 {
		t.Fatal(got.text)
	}
	a.Advance(time.Minute)
	a.Deliver(context.Background())
	kept := readFile(t, path)
	for _, secret := range []string{"t0ken-fixed", "cl1ent-secret", "h00k-secret", issued} {
		if strings.Contains(kept, secret) {
			t.Errorf("the state holds %q", secret)
		}
	}
}
