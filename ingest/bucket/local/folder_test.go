package local

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// crashVariable makes the test's binary one that writes to a folder until it is killed.
const crashVariable = "DOCKET_TEST_CRASH"

// TestKilled kills a process again and again while it writes, with no chance to clean up, and wants everything that it
// had acknowledged to be there afterwards, whole.
func TestKilled(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kept := map[string][]string{} // bucket/key -> contents acknowledged, in order
	for round, writes := range []int{1, 40, 3, 17, 28} {
		for _, line := range killAfter(t, dir, writes) {
			name, body, _ := strings.Cut(line, " ")
			kept[name] = append(kept[name], body)
		}
		s := openFolder(t, dir)
		for name, contents := range kept {
			checkKept(t, s, name, contents)
		}
		if err := s.keeper.close(); err != nil {
			t.Error(err)
		}
		if left := leftovers(t, dir); len(left) > 0 {
			t.Errorf("round %d: files of no version are left: %q", round, left)
		}
	}
}

// killAfter starts a process that writes, kills it after so many writes, and returns all that it acknowledged.
func killAfter(t *testing.T, dir string, writes int) (lines []string) {
	t.Helper()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), crashVariable+"="+dir)
	writer.Stderr = t.Output()
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	for scan := bufio.NewScanner(out); scan.Scan(); {
		if lines = append(lines, scan.Text()); len(lines) == writes {
			writer.Process.Kill()
		}
	}
	if err := writer.Wait(); err == nil || len(lines) < writes {
		t.Fatalf("the writer ended by itself after %d writes: %v", len(lines), err)
	}
	return lines
}

// writeUntilKilled writes to two buckets, one of them with versions, and tells of each write that it acknowledges.
func writeUntilKilled(dir string) {
	s, err := openStore(newFolder(dir, slogDiscard), slogDiscard)
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"inbox", "archive"} {
		if !s.exists(name) {
			if err := s.createBucket(name); err != nil {
				panic(err)
			}
		}
	}
	if err := s.setVersioning("archive", true); err != nil {
		panic(err)
	}
	for i := 0; ; i++ {
		name, key, body := []string{"inbox", "archive"}[i%2], []string{"a", "b", "c"}[i%3], strings.Repeat(rand.Text(), 1000)
		if _, err := s.put(context.Background(), name, key, nil, strings.NewReader(body), int64(len(body))); err != nil {
			panic(err)
		}
		fmt.Printf("%s/%s %s\n", name, key, body[:26])
	}
}

// checkKept wants the acknowledged contents to be the versions of the key, or the last of them to be its only one; one
// more may be there that was stored and not acknowledged any more.
func checkKept(t *testing.T, s *store, name string, want []string) {
	t.Helper()
	bucket, key, _ := strings.Cut(name, "/")
	var got []string
	for _, v := range s.buckets[bucket].versions[key] {
		_, _, content, err := s.open(bucket, key, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(content)
		content.Close()
		if err != nil || int64(len(body)) != v.Size || string(body) != strings.Repeat(string(body[:26]), 1000) {
			t.Errorf("%s@%s has %d bytes that are not what was put, error %v", name, v.ID, len(body), err)
		}
		got = append(got, string(body[:26]))
	}
	if bucket == "inbox" {
		if len(got) != 1 || slices.Contains(want[:len(want)-1], got[0]) {
			t.Errorf("%s has %q, want the last acknowledged, or one that came after", name, got)
		}
		return
	}
	for _, body := range want {
		if !slices.Contains(got, body) {
			t.Errorf("%s: %s was acknowledged and is not there", name, body)
		}
	}
}

// leftovers are the files of a folder that are neither settings nor a version nor its content.
func leftovers(t *testing.T, dir string) (files []string) {
	t.Helper()
	names := map[string]bool{}
	for _, pattern := range []string{"*.json", "*.content", "*.new"} {
		found, err := filepath.Glob(filepath.Join(dir, "*", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			names[file] = true
		}
	}
	for _, file := range slices.Collect(maps.Keys(names)) {
		if !strings.HasSuffix(file, versionSuffix) {
			continue
		}
		delete(names, file)
		var v version
		if err := readJSON(file, &v); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		delete(names, filepath.Join(filepath.Dir(file), v.Content))
	}
	return slices.Sorted(maps.Keys(names))
}

// TestTorn is a folder that a crash or a bad disk left in some state.
func TestTorn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		tear    func(t *testing.T, bucket string, v *version)
		kept    bool     // the version is still there
		damaged []string // what is set aside: its .json, its .content
	}{
		{"nothing", func(*testing.T, string, *version) {}, true, nil},
		{"a content that was never finished", func(t *testing.T, bucket string, _ *version) {
			write(t, bucket, "123.content", "half of")
		}, true, nil},
		{"a version that was never finished", func(t *testing.T, bucket string, _ *version) {
			write(t, bucket, "123.new", `{"key": "a", "ver`)
		}, true, nil},
		{"a version that was being replaced", func(t *testing.T, bucket string, v *version) {
			older := *v
			older.Sequence, older.Content = v.Sequence-1, "123.content"
			write(t, bucket, older.Content, "replace")
			writeVersion(t, bucket, &older)
		}, true, nil},
		{"a bucket that was never finished", func(t *testing.T, bucket string, _ *version) {
			if err := os.Mkdir(filepath.Join(filepath.Dir(bucket), "half"), 0o755); err != nil {
				t.Fatal(err)
			}
		}, true, nil},
		{"half of a version", func(t *testing.T, bucket string, v *version) {
			write(t, bucket, v.Sequence.String()+".json", `{"key": "a", "ver`)
		}, false, []string{".content", ".json"}},
		{"half of a content", func(t *testing.T, bucket string, v *version) {
			write(t, bucket, v.Content, "con")
		}, false, []string{".content", ".json"}},
		{"no content", func(t *testing.T, bucket string, v *version) {
			if err := os.Remove(filepath.Join(bucket, v.Content)); err != nil {
				t.Fatal(err)
			}
		}, false, []string{".json"}},
		{"a version of another name", func(t *testing.T, bucket string, v *version) {
			other := *v
			other.Content = "../../secret"
			writeVersion(t, bucket, &other)
		}, false, []string{".content", ".json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := openFolder(t, dir)
			if err := s.createBucket("inbox"); err != nil {
				t.Fatal(err)
			}
			if err := put(s, "a", "content"); err != nil {
				t.Fatal(err)
			}
			v := s.buckets["inbox"].versions["a"][0]
			if err := s.keeper.close(); err != nil {
				t.Fatal(err)
			}
			c.tear(t, filepath.Join(dir, "inbox"), v)

			s = openFolder(t, dir)
			defer s.keeper.close()
			kept, _, err := s.find("inbox", "a", "")
			if (err == nil) != c.kept || err == nil && (kept.MD5 != v.MD5 || kept.Sequence != v.Sequence) {
				t.Errorf("the version is %+v, error %v; want it kept %t", kept, err, c.kept)
			}
			var damaged []string
			aside, _ := os.ReadDir(filepath.Join(dir, ".damaged", "inbox"))
			for _, file := range aside {
				damaged = append(damaged, filepath.Ext(file.Name()))
			}
			if slices.Sort(damaged); !slices.Equal(damaged, c.damaged) {
				t.Errorf("set aside %q, want %q", damaged, c.damaged)
			}
			if left := leftovers(t, dir); len(left) > 0 {
				t.Errorf("left are %q", left)
			}
			if files, _ := filepath.Glob(filepath.Join(dir, "inbox", "*")); len(files) != 1+2*len(s.buckets["inbox"].versions) {
				t.Errorf("the bucket has the files %q", files)
			}
			if err := put(s, "a", "after"); err != nil {
				t.Error(err)
			}
		})
	}
}

func write(t *testing.T, dir, file, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeVersion(t *testing.T, dir string, v *version) {
	t.Helper()
	if err := newFolder(filepath.Dir(dir), testLog(t)).writeJSON(filepath.Base(dir), v.Sequence.String()+".json", v); err != nil {
		t.Fatal(err)
	}
}

// TestWriteFails is a write that fails: nothing of it is there, and what was there stays.
func TestWriteFails(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(s *store) error{
		"the disk is full": func(s *store) error {
			s.keeper = &failing{keeper: s.keeper}
			return put(s, "a", "after")
		},
		"the upload is shorter than announced": func(s *store) error {
			_, err := s.put(context.Background(), "inbox", "a", nil, strings.NewReader("aft"), 5)
			return err
		},
		"the upload breaks off": func(s *store) error {
			_, err := s.put(context.Background(), "inbox", "a", nil, io.MultiReader(strings.NewReader("aft"), iotest.ErrReader(io.ErrUnexpectedEOF)), -1)
			return err
		},
		"the bucket is gone": func(s *store) error {
			_, err := s.put(context.Background(), "outbox", "a", nil, strings.NewReader("after"), 5)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			s := openFolder(t, dir)
			defer s.keeper.close()
			if err := s.createBucket("inbox"); err != nil {
				t.Fatal(err)
			}
			if err := put(s, "a", "before"); err != nil {
				t.Fatal(err)
			}
			if err := fail(s); err == nil {
				t.Error("a failed write was acknowledged")
			}
			v, _, r, err := s.open("inbox", "a", "")
			if err != nil || v.Size != int64(len("before")) {
				t.Fatalf("the version is %+v, error %v", v, err)
			}
			r.Close()
			if left := leftovers(t, dir); len(left) > 0 {
				t.Errorf("left are %q", left)
			}
		})
	}
}

// TestReplacedInOneStep is that a change makes a new file in place of the old one: whoever has the old one open, or a
// crash in between, sees no half of either.
func TestReplacedInOneStep(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openFolder(t, dir)
	defer s.keeper.close()
	if err := s.createBucket("inbox"); err != nil {
		t.Fatal(err)
	}
	if err := put(s, "a", "content"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "inbox", s.last.String()+versionSuffix)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(t.TempDir(), "old")
	if err := os.Link(file, old); err != nil {
		t.Fatal(err)
	}
	if err := s.tag("inbox", "a", "", "k=v"); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(old); err != nil || string(after) != string(before) {
		t.Errorf("the old file was written to: %s, error %v", after, err)
	}
	if after, err := os.ReadFile(file); err != nil || string(after) == string(before) {
		t.Errorf("the file was not replaced: %s, error %v", after, err)
	}
}

// TestClockGoesBack is a start on a machine whose clock is behind what it wrote before: what is written now comes after
// all the same, and has an id of its own.
func TestClockGoesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openFolder(t, dir)
	if err := s.createBucket("inbox"); err != nil {
		t.Fatal(err)
	}
	s.last = sequence(time.Now().Add(time.Hour).UnixNano())
	if err := put(s, "a", "from the future"); err != nil {
		t.Fatal(err)
	}
	future := s.last
	if err := s.keeper.close(); err != nil {
		t.Fatal(err)
	}
	s = openFolder(t, dir)
	defer s.keeper.close()
	if err := put(s, "b", "now"); err != nil {
		t.Fatal(err)
	}
	if got := s.buckets["inbox"].versions["b"][0].Sequence; got <= future {
		t.Errorf("sequence %s follows %s", got, future)
	}
}

// failing is a keeper whose disk is full when a version is to be saved.
type failing struct{ keeper }

func (*failing) save(string, *version) error { return io.ErrShortWrite }

func TestOneServerAFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := openFolder(t, dir)
	_, err := openStore(newFolder(dir, testLog(t)), testLog(t))
	if want := "lock " + dir + ": another server runs on this folder; stop it, or choose another folder"; err == nil || err.Error() != want {
		t.Errorf("a second server opened the folder: error %v, want %s", err, want)
	}
	if err := first.keeper.close(); err != nil {
		t.Fatal(err)
	}
	second := openFolder(t, dir)
	if err := second.keeper.close(); err != nil {
		t.Fatal(err)
	}
}
