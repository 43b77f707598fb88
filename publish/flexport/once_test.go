package flexport

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// A mood is what an API does with one filing.
type mood struct {
	name       string
	takes      bool // the filing takes effect
	status     int  // 0 hangs up
	retryAfter string
	body       string
}

var moods = []mood{
	{"well", true, 200, "", isfAnswer},
	{"takes it and hangs up", true, 0, "", ""},
	{"takes it and breaks", true, 500, "", apiSays},
	{"takes it behind a slow proxy", true, 504, "5", "<html>"},
	{"takes it behind a broken proxy", true, 502, "", "<html>"},
	{"takes it and mumbles", true, 200, "", `{"data":{"id":`},
	{"takes it and says nothing", true, 204, "", ""},
	{"takes it and points elsewhere", true, 303, "", ""},
	{"hangs up", false, 0, "", ""},
	{"breaks", false, 500, "", apiSays},
	{"is overloaded", false, 503, "", "<html>"},
	{"is overloaded for a while", false, 503, "0", "<html>"},
	{"limits", false, 429, "0", apiSays},
	{"limits without saying how long", false, 429, "", apiSays},
	{"refuses", false, 400, "", apiSays},
	{"refuses the token", false, 401, "", apiSays},
	{"clashes", false, 409, "", apiSays},
	{"has moved", false, 308, "", ""},
}

// TestNothingIsFiledTwice is the promise of the package: whatever the API does, a call files at most once; if it says
// done, once; if it says anything but unknown outcome, not at all.
func TestNothingIsFiledTwice(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var coming []mood
	filed := 0
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		mu.Lock()
		now := coming[0]
		if len(coming) > 1 {
			coming = coming[1:]
		}
		if now.takes {
			filed++
		}
		mu.Unlock()
		if now.status == 0 {
			panic(http.ErrAbortHandler)
		}
		if now.retryAfter != "" {
			w.Header().Set("Retry-After", now.retryAfter)
		}
		answerWith(w, now.status, now.body)
	}, func(config *Config) { config.MaxAttempts, config.TripAfter = 4, 1<<20 })
	worksheet := exampleISF(t)
	rapid.Check(t, func(t *rapid.T) {
		mu.Lock()
		filed, coming = 0, rapid.SliceOfN(rapid.SampledFrom(moods), 1, 5).Draw(t, "moods")
		mu.Unlock()
		id, err := client.UpsertISF(t.Context(), worksheet)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case filed > 1:
			t.Errorf("filed %d times: %v", filed, err)
		case err == nil && (filed != 1 || id == ""):
			t.Errorf("filed %d times though done with id %q", filed, id)
		case err != nil && filed != 0 && !errors.Is(err, UnknownOutcome):
			t.Errorf("filed though %v", err)
		}
	})
}
