package main

import (
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docket/deploy"
	"docket/publish/bus"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
	"github.com/nats-io/nats.go/jetstream"
)

// surface is what the command line takes: its commands, their flags and the variables of these.
type surface struct {
	commands  map[string]bool
	flags     map[string]bool // without dashes
	variables map[string]bool
	paths     []string // of commands that do something, as "config check"
}

func commandLine(t *testing.T) surface {
	t.Helper()
	parser, err := newParser(&cli{}, io.Discard, io.Discard, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	s := surface{commands: map[string]bool{}, flags: map[string]bool{}, variables: map[string]bool{}}
	var walk func(*kong.Node)
	walk = func(node *kong.Node) {
		if node.Parent != nil {
			s.commands[node.Name] = true
		}
		for _, flag := range node.Flags {
			s.flags[flag.Name] = true
			for _, variable := range flag.Envs {
				s.variables[variable] = true
			}
		}
		if node.Leaf() && node.Parent != nil {
			s.paths = append(s.paths, strings.TrimPrefix(node.FullPath(), "docket "))
		}
		for _, child := range node.Children {
			walk(child)
		}
	}
	walk(parser.Model.Node)
	if len(s.commands) < 5 || len(s.flags) < 20 || len(s.variables) < 20 {
		t.Fatalf("is this the command line? %v", s)
	}
	return s
}

var (
	variableName = regexp.MustCompile(`\b(?:DOCKET|NATS)_[A-Z][A-Z0-9_]*\b`)
	flagName     = regexp.MustCompile("(?:^|[ `(\"\\[])--([a-z][a-z-]+)")
	commandName  = regexp.MustCompile("(?:^#? {2,}|[\"`]|\\./)docket ([a-z]+)\\b")
)

// otherNames look like variables and are none.
var otherNames = []string{bus.DocumentsStream, bus.ResultsStream, bus.DeadStream, bus.AdvisoriesStream, bus.LanesStream}

// TestWhatIsWrittenExists: what README and the files of deploy tell people to set, give or run is there.
func TestWhatIsWrittenExists(t *testing.T) {
	t.Parallel()
	known := commandLine(t)
	for file, text := range written(t) {
		for _, name := range variableName.FindAllString(text, -1) {
			if !known.variables[name] && !slices.Contains(otherNames, name) {
				t.Errorf("%s speaks of %s, which docket does not know", file, name)
			}
		}
		for line := range strings.Lines(text) {
			if m := commandName.FindStringSubmatch(line); m != nil && !known.commands[m[1]] {
				t.Errorf("%s speaks of docket %s, which is not there", file, m[1])
			}
			if !strings.Contains(line, "docket") || strings.Contains(line, "docker") || strings.Contains(line, "kubectl") || strings.HasPrefix(line, "COPY") {
				continue
			}
			for _, m := range flagName.FindAllStringSubmatch(line, -1) {
				if !known.flags[m[1]] && m[1] != "help" {
					t.Errorf("%s speaks of --%s, which docket does not take", file, m[1])
				}
			}
		}
	}
}

// written are the texts that tell people how to run docket.
func written(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"../../README.md", "../../CHANGELOG.md", "../../deploy/Dockerfile", "../../deploy/*.yaml", "../../deploy/kubernetes/*.yaml", "../../deploy/kubernetes/keda/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("nothing is at %s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			// MinIO's and the gateway's own variables hold NATS_ too.
			texts[file] = regexp.MustCompile(`(?:VGW|MINIO)_\w+`).ReplaceAllString(string(text), "")
		}
	}
	return texts
}

// TestDefinitionsAgree: the definitions in deploy/nats are those that docket's code speaks of.
func TestDefinitionsAgree(t *testing.T) {
	t.Parallel()
	definitions := map[string]func(text []byte) (name string, subjects []string, err error){
		"stream-*.json": func(text []byte) (string, []string, error) {
			var c jetstream.StreamConfig
			err := json.Unmarshal(text, &c)
			return c.Name, c.Subjects, err
		},
		"consumer-*.json": func(text []byte) (string, []string, error) {
			var c jetstream.ConsumerConfig
			err := json.Unmarshal(text, &c)
			return c.Durable, strings.Fields(c.FilterSubject), err
		},
		"kv-*.json": func(text []byte) (string, []string, error) {
			var c jetstream.KeyValueConfig
			err := json.Unmarshal(text, &c)
			return c.Bucket, nil, err
		},
	}
	got := map[string]string{}
	for pattern, define := range definitions {
		files, err := fs.Glob(deploy.NATS, "nats/"+pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no definition is called %s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := deploy.NATS.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name, subjects, err := define(text)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			got[name] = strings.Join(subjects, " ")
		}
	}
	want := map[string]string{
		bus.DocumentsStream: bus.DocumentsSubject + ".>", bus.ResultsStream: bus.ResultsSubject + ".>", bus.DeadStream: bus.DeadSubject + ".>",
		bus.LanesStream: bus.LanesSubject + ".>", bus.Workers: "", bus.AdvisoryWorkers: "", bus.LedgerBucket: "", bus.FollowBucket: "", bus.ReviewBucket: "", bus.PaceBucket: "",
		bus.AdvisoriesStream: "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.DOCKET_DOCUMENTS.* $JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.DOCKET_DOCUMENTS.* $JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.DOCKET_LANES.* $JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.DOCKET_LANES.*",
	}
	for _, lane := range bus.Lanes {
		want[bus.LaneWorkers(lane)] = bus.LanesSubject + "." + lane + ".>"
	}
	for name, subjects := range want {
		if have, there := got[name]; !there || have != subjects {
			t.Errorf("%s is defined on %q, docket uses it on %q; there are %v", name, have, subjects, slices.Sorted(maps.Keys(got)))
		}
	}
}

// A scaledObject is what the test looks at in KEDA's.
type scaledObject struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Spec       struct {
		Target   struct{ Name string } `yaml:"scaleTargetRef"`
		Least    int                   `yaml:"minReplicaCount"`
		Most     int                   `yaml:"maxReplicaCount"`
		Advanced struct {
			Modifiers struct{ Formula, Target string } `yaml:"scalingModifiers"`
		}
		Triggers []struct {
			Type, Name string
			Metadata   map[string]string
		}
	}
}

// TestScaledObject: KEDA counts what waits at each consumer that workers take notices from, once, and scales the Deployment of the
// workers. A consumer that is not there would count as all the messages that its stream ever had.
func TestScaledObject(t *testing.T) {
	t.Parallel()
	const folder = "../../deploy/kubernetes/"
	text, err := os.ReadFile(folder + "keda/scaledobject.yaml")
	must(t, err)
	var scaled scaledObject
	must(t, yaml.Unmarshal(text, &scaled))
	var deployment struct{ Metadata struct{ Name string } }
	text, err = os.ReadFile(folder + "deployment.yaml")
	must(t, err)
	must(t, yaml.Unmarshal(text, &deployment))
	spec := scaled.Spec
	if scaled.APIVersion != "keda.sh/v1alpha1" || scaled.Kind != "ScaledObject" || spec.Target.Name != deployment.Metadata.Name {
		t.Errorf("it is %s %s of %q; the workers are %q", scaled.APIVersion, scaled.Kind, spec.Target.Name, deployment.Metadata.Name)
	}
	if spec.Least < 1 || spec.Most < spec.Least {
		t.Errorf("%d to %d workers; with none nothing that was filed is followed", spec.Least, spec.Most)
	}
	var names, counted []string
	for _, trigger := range spec.Triggers {
		names = append(names, trigger.Name)
		counted = append(counted, trigger.Metadata["stream"]+" "+trigger.Metadata["consumer"])
		for _, needed := range []string{"natsServerMonitoringEndpoint", "account", "lagThreshold"} {
			if trigger.Type != "nats-jetstream" || trigger.Metadata[needed] == "" {
				t.Errorf("%s is a trigger %s with %s %q", trigger.Name, trigger.Type, needed, trigger.Metadata[needed])
			}
		}
	}
	want := []string{bus.DocumentsStream + " " + bus.Workers}
	for _, lane := range bus.Lanes {
		want = append(want, bus.LanesStream+" "+bus.LaneWorkers(lane))
	}
	if !slices.Equal(counted, want) {
		t.Errorf("it counts %q, want %q", counted, want)
	}
	if formula := strings.Join(names, " + "); spec.Advanced.Modifiers.Formula != formula || spec.Advanced.Modifiers.Target == "" {
		t.Errorf("the formula is %q with target %q, want %q", spec.Advanced.Modifiers.Formula, spec.Advanced.Modifiers.Target, formula)
	}
}
