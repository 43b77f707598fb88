package sandbox

import (
	"strings"
	"testing"
	"time"
)

func TestThePage(t *testing.T) {
	t.Parallel()
	e := newEndpoint(t)
	a := start(t, Options{Token: "t0ken", Webhooks: []Webhook{{ID: hookID, URL: e.url, Secret: "h00k-secret"}}, Verdicts: map[string]Verdict{"EXFW00012345": {Problems: []Problem{{Code: "odd", Message: "<b>bold</b>"}}}}})
	empty := a.get("/", "Authorization", "")
	if empty.status != 200 || !strings.Contains(empty.text, "None yet: POST /customs_orders makes one.") {
		t.Errorf("empty: %d %s", empty.status, empty.text)
	}
	order := a.post(orderPath, changed(t, orderExample(t), "name", `"<script>alert(1)</script>"`), "Authorization", "Bearer t0ken")
	a.post(isfPath, isfExample(t), "Authorization", "Bearer t0ken")
	a.get("/customs_entries?%3Cimg%20src=x%3E", "Authorization", "Bearer wr0ng-token")
	if err := a.Inject(Fault{Next: 3, Status: 503}); err != nil {
		t.Fatal(err)
	}
	a.Advance(time.Minute)
	got := a.get("/", "Authorization", "")
	for _, part := range []string{
		text(member(order.body, "data"), "fid"), "CREATED", "3000001", "EXML7012345678 EXFW00012345 EXFW00012346",
		"&lt;script&gt;alert(1)&lt;/script&gt;", "odd: &lt;b&gt;bold&lt;/b&gt;", a.ISFs()[0].ID, a.Entries()[0].Number,
		"POST /customs_orders", "401 unauthorized", "answer 503 before the effect", "266ea41d-adf5-480b-af50-15b940c2b846",
	} {
		if !strings.Contains(got.text, part) {
			t.Errorf("the page lacks %s", part)
		}
	}
	for _, part := range []string{"<script>", "<b>bold", "<img", "t0ken", "wr0ng-token", "h00k-secret", "Example Apparel", "12-345678900"} {
		if strings.Contains(got.text, part) {
			t.Errorf("the page holds %s", part)
		}
	}
	if header := got.header.Get("Content-Type") + " " + got.header.Get("Content-Security-Policy"); header != "text/html; charset=utf-8 default-src 'none'; style-src 'unsafe-inline'" {
		t.Errorf("headers are %s", header)
	}
	if got := a.post("/", "{}"); got.status != 405 || got.header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST /: %s", got.text)
	}
}
