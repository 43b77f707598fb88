package main

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// TestMemoryOf: the cgroup's limit counts where there is one that the machine can keep, else the machine's memory.
func TestMemoryOf(t *testing.T) {
	t.Parallel()
	none := memlimit.Provider(func() (uint64, error) { return 0, memlimit.ErrNoLimit })
	for _, test := range []struct {
		name            string
		cgroup, machine memlimit.Provider
		bytes           uint64
		by              string
	}{
		{"a container", memlimit.Limit(1 << 30), memlimit.Limit(8 << 30), 1 << 30, "cgroup"},
		{"a container with more than there is", memlimit.Limit(16 << 30), memlimit.Limit(8 << 30), 8 << 30, "machine"},
		{"no container", none, memlimit.Limit(8 << 30), 8 << 30, "machine"},
		{"a container on who knows what", memlimit.Limit(1 << 30), none, 1 << 30, "cgroup"},
		{"nobody says", none, none, 0, ""},
	} {
		if bytes, by := memoryOf(test.cgroup, test.machine); bytes != test.bytes || by != test.by {
			t.Errorf("%s: %d by %q, want %d by %q", test.name, bytes, by, test.bytes, test.by)
		}
	}
}

// TestMemoryGoal: a worker sets itself a goal and says so, unless GOMEMLIMIT or a share of 0 says otherwise.
func TestMemoryGoal(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ setting, want string }{
		{"DOCKET_MEMORY_SHARE=0.5", `msg="memory goal" goal_mib=[1-9]\d* by=(cgroup|machine) share=0.5 may_have_mib=[1-9]\d*`},
		{"GOMEMLIMIT=900MiB", `msg="memory goal" goal_mib=900 by=GOMEMLIMIT`},
		{"DOCKET_MEMORY_SHARE=0", `msg="memory goal" goal_mib=0 by=none`},
	} {
		settings := []string{"NATS_URL=nats://127.0.0.1:1", "AWS_REGION=x", "DOCKET_API_TOKEN=x", "DOCKET_API_URL=http://127.0.0.1:1", "DOCKET_LOG_FORMAT=text", test.setting}
		if said := told(t, settings, "worker"); !regexp.MustCompile(test.want).MatchString(said) {
			t.Errorf("%s: %s", test.setting, fmt.Sprint(said))
		}
	}
}
