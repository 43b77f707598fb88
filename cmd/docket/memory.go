package main

import (
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// memoryFlags say how much memory the process means to take.
type memoryFlags struct {
	Share float64 `default:"0.9" help:"Share of the memory that the process may have, by its cgroup or else the machine's, up to which Go lets garbage lie; a smaller one where several share a machine, 0 for no goal. GOMEMLIMIT beats it." env:"DOCKET_MEMORY_SHARE"`
}

func (f memoryFlags) check() error {
	if f.Share < 0 || f.Share > 1 {
		return fmt.Errorf("--memory-share is %v; it has to be from 0, which sets no goal, to 1", f.Share)
	}
	return nil
}

// aim sets the goal that memory is given back for: without one Go lets as much garbage lie as it has in use, and the kernel ends a
// process that has room enough. It is a goal and no limit: what is in use may be more.
func (f memoryFlags) aim(log *slog.Logger) {
	if set := os.Getenv("GOMEMLIMIT"); set != "" {
		log.Info("memory goal", "goal_mib", debug.SetMemoryLimit(-1)>>20, "by", "GOMEMLIMIT")
		return
	}
	may, by := memoryOf(memlimit.FromCgroup, memlimit.FromSystem)
	goal := int64(f.Share * float64(may))
	if goal <= 0 {
		log.Info("memory goal", "goal_mib", 0, "by", "none")
		return
	}
	debug.SetMemoryLimit(goal)
	log.Info("memory goal", "goal_mib", goal>>20, "by", by, "share", f.Share, "may_have_mib", may>>20)
}

// memoryOf is the memory that a process may have, and who says so; 0 if nobody does. A cgroup may be given more than there is.
func memoryOf(cgroup, machine memlimit.Provider) (bytes uint64, by string) {
	has, err := machine()
	if err == nil {
		bytes, by = has, "machine"
	}
	if limit, err := cgroup(); err == nil && (by == "" || limit <= bytes) {
		bytes, by = limit, "cgroup"
	}
	return bytes, by
}
