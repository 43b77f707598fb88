//go:build browser

package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"docket/cmd/docket/process"
	"docket/ingest/bucket"
	"docket/publish"
	"docket/publish/bus"
	"docket/testdata/samples"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/nats-io/nats.go/jetstream"
)

// These tests drive the review desk as a person does, in Chromium or Chrome, which has to be installed. They are apart
// from all others for that reason:
//
//	go test -tags browser -run '^TestBrowser' ./cmd/docket
//	go test -tags browser -run '^TestBrowser' ./cmd/docket -args -screenshots ../../docs
var screenshots = flag.String("screenshots", "", "folder to write pictures of the pages to")

// A visitor is somebody in front of a browser, and "docket dev" behind its pages.
type visitor struct {
	t       *testing.T
	tab     context.Context
	dev     *process.Process
	files   *bucket.S3
	results jetstream.Consumer
}

func newVisitor(t *testing.T) *visitor {
	t.Helper()
	v := &visitor{t: t}
	v.dev = program.Start(t, nil, "dev", "--dir", t.TempDir(), "--nats-port", "0", "--s3-port", "0", "--api-port", "0", "--http-port", "0")
	v.dev.Await("docket results -f\n")
	var err error
	v.files, err = bucket.Open(t.Context(), bucket.Options{
		Endpoint: found(t, v.dev.Said(), `AWS_ENDPOINT_URL_S3=(\S+)`), Region: found(t, v.dev.Said(), `AWS_REGION=(\S+)`),
		AccessKeyID: found(t, v.dev.Said(), `AWS_ACCESS_KEY_ID=(\S+)`), SecretAccessKey: found(t, v.dev.Said(), `AWS_SECRET_ACCESS_KEY=(\S+)`),
	})
	must(t, err)
	t.Cleanup(v.files.Close)
	nc, err := bus.Connect(bus.Options{URL: found(t, v.dev.Said(), `NATS_URL=(\S+)`)})
	must(t, err)
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	must(t, err)
	v.results, err = js.OrderedConsumer(t.Context(), bus.ResultsStream, jetstream.OrderedConsumerConfig{})
	must(t, err)
	options := chromedp.DefaultExecAllocatorOptions[:]
	if os.Geteuid() == 0 { // as in a container; Chromium refuses its own sandbox to root
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	v.tab, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(v.tab, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatalf("no browser could be started (install chromium, or google-chrome): %v", err)
	}
	messages := chromedp.Console(v.tab)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			if message.Type != chromedp.ConsoleLog && !strings.Contains(message.URL, "favicon") {
				t.Errorf("the browser says: %s %s (%s)", message.Type, message.Text, message.URL)
			}
		}
	}()
	return v
}

// put drops a sample into the inbox and returns when its results are told.
func (v *visitor) put(key, name string) []publish.Event {
	v.t.Helper()
	content, err := samples.Files.ReadFile(name)
	must(v.t, err)
	_, err = v.files.Put(v.t.Context(), inbox, key, content, bucket.Labels{})
	must(v.t, err)
	return v.hear(func(e publish.Event) bool {
		return e.Kind == publish.Document && e.Result.Document.Key == key && e.Outcome != publish.AtRisk
	})
}

// hear reads results up to one.
func (v *visitor) hear(last func(publish.Event) bool) (heard []publish.Event) {
	v.t.Helper()
	for {
		message, err := v.results.Next(jetstream.FetchMaxWait(45 * time.Second))
		must(v.t, err)
		var e publish.Event
		must(v.t, json.Unmarshal(message.Data(), &e))
		if heard = append(heard, e); last(e) {
			return heard
		}
	}
}

func (v *visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	must(v.t, chromedp.Do(v.tab, steps...))
}

// ask evaluates an expression in the page.
func ask[T any](v *visitor, expression string) T {
	v.t.Helper()
	answer, err := chromedp.Run(v.tab, chromedp.Evaluate[T](expression))
	must(v.t, err)
	return answer
}

// await waits until an expression is true in the page.
func (v *visitor) await(expression string) {
	v.t.Helper()
	if _, err := chromedp.Run(v.tab, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(30*time.Second))); err != nil {
		v.t.Fatalf("%s does not come true: %v; the page says\n%s", expression, err, ask[string](v, "document.body.innerText"))
	}
}

// picture keeps how the page looks, if pictures are asked for.
func (v *visitor) picture(name string) {
	v.t.Helper()
	if *screenshots == "" {
		return
	}
	picture, err := chromedp.Run(v.tab, chromedp.CaptureScreenshot())
	must(v.t, err)
	must(v.t, os.WriteFile(filepath.Join(*screenshots, name+".png"), picture, 0o644))
}

// signIn opens the address that "docket dev" prints.
func (v *visitor) signIn() {
	v.t.Helper()
	v.do(chromedp.Navigate(found(v.t, v.dev.Said(), `review desk +(\S+)`)), chromedp.WaitVisible("#token"))
	v.await("location.hash === '' && document.getElementById('token').value.length > 20")
	v.do(chromedp.Click("button.first"), chromedp.WaitVisible("#recent"))
}

// open follows a link by its words.
func (v *visitor) open(words string) {
	v.t.Helper()
	v.do(chromedp.Click(`//a[contains(., "`+words+`")]`), chromedp.WaitVisible(`//h1[contains(., "`+words+`")]`))
}

//go:embed testdata/contrast.js
var contrast string

// accessible holds that everybody can use the page: nothing to click or fill in is without a name, there are landmarks
// and one heading of the first order, texts stand out from what is behind them, in light and dark, and nothing is wider
// than a phone.
func (v *visitor) accessible(page string) {
	v.t.Helper()
	tree, err := chromedp.Run(v.tab, chromedp.Action[accessibility.GetFullAXTreeResult](func(ctx context.Context, _ *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	}))
	must(v.t, err)
	roles := map[string]int{}
	for _, node := range tree.Nodes {
		if node.Ignored || node.Role == nil {
			continue
		}
		role := strings.Trim(string(node.Role.Value), `"`)
		roles[role]++
		switch role {
		case "button", "link", "textbox", "region", "table", "columnheader", "rowheader":
			if node.Name == nil || strings.Trim(string(node.Name.Value), `" `) == "" {
				v.t.Errorf("%s: a %s has no name", page, role)
			}
		}
	}
	if roles["main"] != 1 || roles["navigation"] != 1 || ask[int](v, `document.querySelectorAll("h1").length`) != 1 {
		v.t.Errorf("%s: its landmarks are %v", page, roles)
	}
	for _, scheme := range []string{"light", "dark"} {
		v.call(func(ctx context.Context) error {
			features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
			return err
		})
		if faint := ask[[]string](v, contrast); len(faint) > 0 {
			v.t.Errorf("%s in %s has texts that do not stand out: %q", page, scheme, faint)
		}
	}
	v.call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
		return err
	})
	v.do(chromedp.EmulateViewport(360, 740))
	if width := ask[int](v, "document.documentElement.scrollWidth"); width > 360 {
		v.t.Errorf("%s is %d pixels wide on a phone of 360", page, width)
	}
	if page == "desk" {
		v.picture("review-phone")
	}
	v.do(chromedp.EmulateViewport(1280, 900))
}

func (v *visitor) call(f func(context.Context) error) {
	v.t.Helper()
	v.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error { return f(ctx) }))
}

// scripts switches scripts on or off, from the next page on.
func (v *visitor) scripts(on bool) {
	v.t.Helper()
	v.call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// TestBrowserDesk: a person signs in, sees a file's outcome come by itself, sees which cell a field comes from and what
// is wrong with it, and everybody can read it.
func TestBrowserDesk(t *testing.T) {
	v := newVisitor(t)
	v.put("acme/isf-0042.xlsx", "01-isf-form.xlsx")
	v.put("doorstep/isf-0043.xlsx", "07-isf-five-mistakes.xlsx")
	v.put("submarine/isf-0044.xlsx", "14-isf-ambiguous-dates.xlsx")
	v.signIn()
	v.await(`document.getElementById("waits").innerText.includes("(1)")`)
	if words := ask[string](v, "document.body.innerText"); strings.Contains(words, "bursztyn") {
		t.Error("a file is there before it came")
	}
	v.put("bursztyn/bill.csv", "04-bol-containers.csv")
	v.await(`document.getElementById("live").innerText.includes("bursztyn/bill.csv")`)
	v.picture("review-desk")
	v.accessible("desk")

	v.open("doorstep/isf-0043.xlsx")
	const cell, line = `document.getElementById("s1C5")`, `document.querySelector(".request .lit")`
	if ask[bool](v, line+" !== null") {
		t.Error("a field is lit before anybody looked at it")
	}
	box := ask[[]float64](v, `(() => { const e = `+cell+`; e.scrollIntoView({block: "center"}); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	v.do(chromedp.MouseEvent("mouseMoved", box[0], box[1]))
	v.await(line + ` !== null && ` + line + `.innerText.includes("QCLN26CMB0082") && ` + cell + `.classList.contains("lit")`)
	if colour := ask[string](v, `getComputedStyle(`+cell+`).backgroundColor + getComputedStyle(`+line+`).backgroundColor`); strings.Count(colour, colour[:len(colour)/2]) != 2 || strings.Contains(colour, "rgba") {
		t.Errorf("both ends of the field have the colours %s", colour)
	}
	if said := ask[string](v, `document.getElementById("s1C12").innerText`); !strings.Contains(said, "HLBU1856209") || !strings.Contains(said, "✗") {
		t.Errorf("the cell with a mistake says %q", said)
	}
	v.picture("review-document")
	v.do(chromedp.Focus("#s1C8 a"))
	v.await(line + `.innerText.includes("port_of_loading") || ` + line + `.innerText.includes("place_of_lading") || document.querySelectorAll(".request .lit").length > 0`)
	v.accessible("document")
}

// TestBrowserApproval: without scripts, a filing that is held is looked at and approved, and is filed; a file that
// went wrong is tried again.
func TestBrowserApproval(t *testing.T) {
	v := newVisitor(t)
	v.put("submarine/isf-0044.xlsx", "14-isf-ambiguous-dates.xlsx")
	v.signIn()
	v.scripts(false)
	v.do(chromedp.Reload(), chromedp.WaitVisible("#recent"))
	v.open("isf QMSB2612SUB044")
	v.picture("review-case")
	v.do(chromedp.Click("#s1B4 a"))
	if at := ask[string](v, `location.hash + " " + getComputedStyle(document.querySelector(location.hash)).outlineStyle`); !strings.HasPrefix(at, "#f") || !strings.HasSuffix(at, " solid") {
		t.Errorf("without scripts a cell leads to %s", at)
	}
	v.do(chromedp.SendKeys("#by", "Maria"), chromedp.SendKeys("#note", "called the shipper"), chromedp.Click(`button[value="approve"]`), chromedp.WaitVisible(`[role="status"].told`))
	if told := ask[string](v, `document.querySelector(".told").innerText`); !strings.Contains(told, "submitted") {
		t.Errorf("the page says %q", told)
	}
	filed := v.hear(func(e publish.Event) bool { return e.Kind == publish.ISF && e.Outcome == publish.Submitted })
	if f := filed[len(filed)-1].Result.Filing; f.ApprovedBy != "Maria" || f.Note != "called the shipper" || f.APIID == "" {
		t.Errorf("filed: %+v", f)
	}
	v.open("submarine/isf-0044.xlsx")
	v.do(chromedp.Click(`form.acts button`), chromedp.WaitVisible(`[role="status"].told`))
	again := v.hear(func(e publish.Event) bool { return e.Kind == publish.ISF })
	if again[len(again)-1].Outcome != publish.Unchanged {
		t.Errorf("tried again: %+v", again)
	}
	v.scripts(true)
	v.do(chromedp.Reload())
}
