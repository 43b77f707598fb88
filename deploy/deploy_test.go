package deploy_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// pinned is an image at a tag of its own: not latest, not a tag that moves with each release.
var pinned = regexp.MustCompile(`^[a-z0-9./-]+:v?\d+\.\d+[\w.-]*$`)

type compose struct {
	Services map[string]composeService `yaml:"services"`
}

type composeService struct {
	Image       string   `yaml:"image"`
	ReadOnly    bool     `yaml:"read_only"`
	Drop        []string `yaml:"cap_drop"`
	Ports       []string `yaml:"ports"`
	StopGrace   string   `yaml:"stop_grace_period"`
	Environment map[string]string
	DependsOn   map[string]any `yaml:"depends_on"`
	Volumes     []string       `yaml:"volumes"`
	Build       *struct {
		Context    string `yaml:"context"`
		Dockerfile string `yaml:"dockerfile"`
	} `yaml:"build"`
}

func (s composeService) ours() bool { return s.Build != nil }

// TestNothingIsCompressed: NATS's file store (2.15.2) may write behind a compressed block after its server was killed, cannot read that
// again, and then takes nothing more for that stream until it is started anew: "s2: unsupported input". The ledger is not worth the space.
func TestNothingIsCompressed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("nats/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		var definition struct{ Compression any }
		read(t, file, &definition)
		if c := definition.Compression; c != nil && c != false && c != "none" {
			t.Errorf("%s has compression %v", file, c)
		}
	}
}

func TestCompose(t *testing.T) {
	t.Parallel()
	var all compose
	read(t, "compose.yaml", &all)
	workers := 0
	for name, service := range all.Services {
		for needed := range service.DependsOn {
			if _, there := all.Services[needed]; !there {
				t.Errorf("%s waits for %s, which is not there", name, needed)
			}
		}
		for _, port := range service.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s is open to the network at %s", name, port)
			}
		}
		for _, volume := range service.Volumes {
			if file, _, _ := strings.Cut(volume, ":"); strings.HasPrefix(file, "./") {
				exists(t, file)
			}
		}
		if !service.ours() {
			if !pinned.MatchString(service.Image) {
				t.Errorf("%s: image %s is not pinned to a version", name, service.Image)
			}
			continue
		}
		exists(t, filepath.Join(service.Build.Context, service.Build.Dockerfile))
		if !service.ReadOnly || len(service.Drop) != 1 || service.Drop[0] != "ALL" {
			t.Errorf("%s may write to its root or keeps capabilities", name)
		}
		if grace, set := service.Environment["DOCKET_GRACE"]; set {
			workers++
			outlasts(t, name, duration(t, service.StopGrace), duration(t, grace))
		}
	}
	if workers != 1 {
		t.Errorf("%d services have a grace period, want that of the workers", workers)
	}
}

// manifest is what the tests look at in a Kubernetes object.
type manifest struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string `yaml:"kind"`
	Metadata   struct {
		Name string `yaml:"name"`
	} `yaml:"metadata"`
	Automount *bool             `yaml:"automountServiceAccountToken"`
	Data      map[string]string `yaml:"data"`
	Resources []string          `yaml:"resources"`
	Images    []struct {
		Name   string `yaml:"name"`
		NewTag string `yaml:"newTag"`
	} `yaml:"images"`
	Spec struct {
		Selector struct {
			MatchLabels map[string]string `yaml:"matchLabels"`
		} `yaml:"selector"`
		Template struct {
			Metadata struct {
				Labels map[string]string `yaml:"labels"`
			} `yaml:"metadata"`
			Spec podSpec `yaml:"spec"`
		} `yaml:"template"`
	} `yaml:"spec"`
}

type podSpec struct {
	ServiceAccount string `yaml:"serviceAccountName"`
	Automount      *bool  `yaml:"automountServiceAccountToken"`
	Grace          int    `yaml:"terminationGracePeriodSeconds"`
	Security       struct {
		NonRoot bool `yaml:"runAsNonRoot"`
		User    int  `yaml:"runAsUser"`
		Seccomp struct {
			Type string `yaml:"type"`
		} `yaml:"seccompProfile"`
	} `yaml:"securityContext"`
	Containers []struct {
		Image   string `yaml:"image"`
		EnvFrom []struct {
			ConfigMap struct {
				Name string `yaml:"name"`
			} `yaml:"configMapRef"`
		} `yaml:"envFrom"`
		Security struct {
			Escalation   *bool `yaml:"allowPrivilegeEscalation"`
			ReadOnly     bool  `yaml:"readOnlyRootFilesystem"`
			Capabilities struct {
				Drop []string `yaml:"drop"`
			} `yaml:"capabilities"`
		} `yaml:"securityContext"`
		Env []struct {
			Name  string `yaml:"name"`
			Value string `yaml:"value"`
		} `yaml:"env"`
		Mounts []struct {
			Name string `yaml:"name"`
			Path string `yaml:"mountPath"`
		} `yaml:"volumeMounts"`
		Resources struct {
			Limits map[string]string `yaml:"limits"`
		} `yaml:"resources"`
	} `yaml:"containers"`
}

func manifests(t *testing.T) map[string]manifest {
	t.Helper()
	files, err := filepath.Glob("kubernetes/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no manifests: %v", err)
	}
	all := map[string]manifest{}
	for _, file := range files {
		var m manifest
		read(t, file, &m)
		if m.APIVersion == "" || m.Kind == "" || m.Kind != "Kustomization" && m.Metadata.Name == "" {
			t.Errorf("%s lacks apiVersion, kind or name", file)
		}
		all[m.Kind] = m
	}
	return all
}

func TestKustomizationHasAllManifests(t *testing.T) {
	t.Parallel()
	all := manifests(t)
	list := all["Kustomization"]
	for _, file := range list.Resources {
		exists(t, filepath.Join("kubernetes", file))
	}
	if len(list.Resources) != len(all)-1 {
		t.Errorf("kustomization.yaml lists %d of %d manifests", len(list.Resources), len(all)-1)
	}
	if len(list.Images) != 1 || !strings.HasPrefix(all["Deployment"].Spec.Template.Spec.Containers[0].Image, list.Images[0].Name+":") {
		t.Errorf("kustomization.yaml names %v, not the Deployment's image", list.Images)
	}
}

func TestDeployment(t *testing.T) {
	t.Parallel()
	all := manifests(t)
	pod := all["Deployment"].Spec.Template.Spec
	if len(pod.Containers) != 1 {
		t.Fatalf("%d containers, want one", len(pod.Containers))
	}
	worker := pod.Containers[0]
	if !pinned.MatchString(worker.Image) {
		t.Errorf("image %s is not pinned to a version", worker.Image)
	}
	if !pod.Security.NonRoot || pod.Security.User == 0 || pod.Security.Seccomp.Type != "RuntimeDefault" {
		t.Errorf("the pod runs with %+v", pod.Security)
	}
	limits := worker.Security
	if limits.Escalation == nil || *limits.Escalation || !limits.ReadOnly || len(limits.Capabilities.Drop) != 1 || limits.Capabilities.Drop[0] != "ALL" {
		t.Errorf("the container runs with %+v", limits)
	}
	if pod.Automount == nil || *pod.Automount {
		t.Error("the pod gets a token for Kubernetes, which it does not need")
	}
	goal := ""
	for _, variable := range worker.Env {
		if variable.Name == "GOMEMLIMIT" {
			goal = variable.Value
		}
	}
	// What TestHostile keeps a worker to, with DOCKET_CONCURRENCY as it is here.
	if limit := worker.Resources.Limits["memory"]; limit != "1Gi" || goal != "900MiB" || all["ConfigMap"].Data["DOCKET_CONCURRENCY"] != "2" {
		t.Errorf("a worker may take %s with the goal %q; what was measured is 1Gi with 900MiB for two files at a time", limit, goal)
	}
	if pod.ServiceAccount != all["ServiceAccount"].Metadata.Name {
		t.Errorf("service account %s is not defined", pod.ServiceAccount)
	}
	config := all["ConfigMap"]
	if worker.EnvFrom[0].ConfigMap.Name != config.Metadata.Name {
		t.Errorf("config map %s is not defined", worker.EnvFrom[0].ConfigMap.Name)
	}
	outlasts(t, "the Deployment", time.Duration(pod.Grace)*time.Second, duration(t, config.Data["DOCKET_GRACE"]))
	if token := config.Data["DOCKET_API_TOKEN_FILE"]; !strings.HasPrefix(token, worker.Mounts[0].Path+"/") {
		t.Errorf("the token's file %s is not in what is mounted at %s", token, worker.Mounts[0].Path)
	}
}

func TestSelectorsFindThePods(t *testing.T) {
	t.Parallel()
	all := manifests(t)
	pod := all["Deployment"].Spec.Template.Metadata.Labels
	for _, kind := range []string{"Deployment", "PodDisruptionBudget"} {
		selector := all[kind].Spec.Selector.MatchLabels
		if len(selector) == 0 {
			t.Errorf("%s selects nothing", kind)
		}
		for label, value := range selector {
			if pod[label] != value {
				t.Errorf("%s selects %s=%s, pods have %q", kind, label, value, pod[label])
			}
		}
	}
}

func TestContainerFile(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var from []string
	user, certificates := "", false
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case words[0] == "FROM":
			from = append(from, words[len(words)-1])
			for _, word := range words[1:] {
				if strings.Contains(word, ":") && !pinned.MatchString(word) {
					t.Errorf("image %s is not pinned to a version", word)
				}
			}
		case words[0] == "USER":
			user = words[1]
		case words[0] == "COPY":
			certificates = certificates || strings.Contains(line, "ca-certificates.crt")
		}
	}
	if len(from) != 2 || from[1] != "scratch" {
		t.Errorf("stages are %v, want a build and scratch", from)
	}
	if user == "" || strings.HasPrefix(user, "0") || strings.HasPrefix(user, "root") {
		t.Errorf("the container runs as %q", user)
	}
	if !certificates {
		t.Error("without CA certificates no TLS connection can be checked")
	}
	if !strings.Contains(string(text), "CGO_ENABLED=0") {
		t.Error("a binary for scratch has to be static")
	}
}

// outlasts holds that what stops a worker waits longer than the worker does: its grace, and the last results after it.
func outlasts(t *testing.T, who string, stop, grace time.Duration) {
	t.Helper()
	if stop < grace+10*time.Second {
		t.Errorf("%s kills a worker after %v, which leaves less than 10s after its grace of %v", who, stop, grace)
	}
}

func duration(t *testing.T, text string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func exists(t *testing.T, file string) {
	t.Helper()
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

func read(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
