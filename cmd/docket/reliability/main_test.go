package reliability

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	long  = flag.Bool("crash.long", false, "every step not reached and reached, and more rounds; it takes many minutes")
	seed  = flag.Uint64("crash.seed", 1, "of what is done at random")
	table = flag.String("crash.table", "", "file to write the table of what was tried to")
)

// TestMain runs the tests, or is a node of a NATS cluster that one of them has started.
func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if config := os.Getenv(nodeConfig); config != "" {
		return runNode(config)
	}
	flag.Parse()
	dir, err := os.MkdirTemp("", "docket-reliability-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	workshop = dir
	code := m.Run()
	if *table != "" && code == 0 {
		if err := writeTable(*table); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return code
}

// patience is how long a test waits for what has to come. Others may use the machine.
const patience = 3 * time.Minute

// workshop is a folder for what all tests share.
var workshop string

// docket is the path of the program, built once as a user builds it.
var docket = sync.OnceValues(func() (string, error) {
	if err := look("../../.."); err != nil {
		return "", err
	}
	path := filepath.Join(workshop, "docket")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", path, "docket/cmd/docket") // as it is shipped: never with the race detector
	if said, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build docket: %w\n%s", err, said)
	}
	return path, nil
})

// look looks at every file that the program may be built of, so that "go test" knows that its cached result is for
// another program when one of them has changed.
func look(root string) error {
	return filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != root:
			return filepath.SkipDir
		case entry.IsDir(), strings.HasSuffix(path, "_test.go"):
			return nil
		}
		_, err = os.Stat(path)
		return err
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
