package local

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// A folder keeps buckets as folders of files:
//
//	DIR/.lock                        held by the server that runs on the folder
//	DIR/.damaged/BUCKET/             what could not be read at a start, set aside
//	DIR/BUCKET/bucket.json           the bucket's settings; the bucket is there when this file is
//	DIR/BUCKET/SEQUENCE.json         a version, its name and its metadata; it is there when this file is
//	DIR/BUCKET/RANDOM.content        the content of a version, as it was uploaded
//	DIR/BUCKET/RANDOM.new            a file that is being written
//
// Each .json is written under another name, flushed to the disk and then renamed: that one step makes the change. What
// a crash leaves behind, a content without a version or a .new, nobody was told of, and the next start removes it.
type folder struct {
	dir  string
	log  *slog.Logger
	lock *flock.Flock

	lazy bool // leaves it to the system when what is written reaches the disk; for tests of all the rest
}

const (
	settingsName  = "bucket.json"
	versionSuffix = ".json"
	contentSuffix = ".content"
	newSuffix     = ".new"
)

func newFolder(dir string, log *slog.Logger) *folder {
	return &folder{dir: dir, log: log, lock: flock.New(filepath.Join(dir, ".lock"))}
}

// load reads every version, and takes the lock of the folder.
func (f *folder) load() (map[string]*bucket, error) {
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return nil, fmt.Errorf("create the folder of the buckets: %w", err)
	}
	locked, err := f.lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the folder of the buckets: %w", err)
	}
	if !locked {
		return nil, fmt.Errorf("lock %s: another server runs on this folder; stop it, or choose another folder", f.dir)
	}
	buckets, err := f.loadAll()
	if err != nil {
		return nil, errors.Join(err, f.lock.Close())
	}
	return buckets, nil
}

func (f *folder) loadAll() (map[string]*bucket, error) {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, fmt.Errorf("read the folder of the buckets: %w", err)
	}
	buckets := map[string]*bucket{}
	for _, entry := range entries {
		if !entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		b, err := f.loadBucket(entry.Name())
		if err != nil {
			return nil, err
		}
		if b != nil {
			buckets[entry.Name()] = b
		}
	}
	return buckets, nil
}

// loadBucket reads a bucket and clears away what a crash left in it. It is nil when it was only about to be made or
// removed.
func (f *folder) loadBucket(name string) (*bucket, error) {
	b := &bucket{}
	err := readJSON(f.path(name, settingsName), b)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings of bucket %s: %w", name, err)
	}
	entries, err := os.ReadDir(f.path(name))
	if err != nil {
		return nil, fmt.Errorf("read bucket %s: %w", name, err)
	}
	versions, damaged, err := f.loadVersions(name, entries)
	if err != nil {
		return nil, err
	}
	for _, v := range b.fill(versions) {
		if err := f.remove(name, v); err != nil {
			return nil, err
		}
	}
	return b, f.sweep(name, entries, versions, damaged)
}

// loadVersions reads the versions. Those that are damaged are set aside, and counted.
func (f *folder) loadVersions(name string, entries []os.DirEntry) (versions []*version, damaged int, err error) {
	for _, entry := range entries {
		file := entry.Name()
		if !strings.HasSuffix(file, versionSuffix) || file == settingsName {
			continue
		}
		v := &version{}
		if err := f.loadVersion(name, file, v); err != nil {
			f.log.Warn("a version in the folder of the buckets is damaged and is set aside", "bucket", name, "file", file, "cause", err)
			if err := f.setAside(name, file); err != nil {
				return nil, 0, err
			}
			damaged++
			continue
		}
		versions = append(versions, v)
	}
	return versions, damaged, nil
}

// loadVersion reads a version and looks whether its content is there. It does not read the content: a byte that
// changed in it is for the reader's checksum to find.
func (f *folder) loadVersion(name, file string, v *version) error {
	if err := readJSON(f.path(name, file), v); err != nil {
		return err
	}
	if file != v.Sequence.String()+versionSuffix || v.Key == "" || v.ID == "" {
		return errors.New("it is not the version that its name says")
	}
	if v.Deleted {
		return nil
	}
	if v.Content != filepath.Base(v.Content) || !strings.HasSuffix(v.Content, contentSuffix) {
		return errors.New("it has no content")
	}
	info, err := os.Stat(f.path(name, v.Content))
	if err != nil {
		return err
	}
	if info.Size() != v.Size {
		return fmt.Errorf("its content has %d bytes, not %d", info.Size(), v.Size)
	}
	return nil
}

// setAside moves a file to where nothing removes it.
func (f *folder) setAside(name, file string) error {
	aside := f.path(".damaged", name)
	if err := os.MkdirAll(aside, 0o755); err != nil {
		return fmt.Errorf("set aside what is damaged in bucket %s: %w", name, err)
	}
	if err := os.Rename(f.path(name, file), filepath.Join(aside, file)); err != nil {
		return fmt.Errorf("set aside what is damaged in bucket %s: %w", name, err)
	}
	return nil
}

// sweep clears away the files that belong to no version: a crash left them, and nobody was told of them. Where a
// version is damaged, a content can be its own, so they are set aside with it.
func (f *folder) sweep(name string, entries []os.DirEntry, versions []*version, damaged int) error {
	contents := map[string]bool{}
	for _, v := range versions {
		contents[v.Content] = true
	}
	for _, entry := range entries {
		file := entry.Name()
		isContent := strings.HasSuffix(file, contentSuffix) && !contents[file]
		switch {
		case isContent && damaged > 0:
			if err := f.setAside(name, file); err != nil {
				return err
			}
		case isContent || strings.HasSuffix(file, newSuffix):
			if err := os.Remove(f.path(name, file)); err != nil {
				return fmt.Errorf("clear away what a crash left in bucket %s: %w", name, err)
			}
		}
	}
	return nil
}

func (f *folder) path(elements ...string) string {
	return filepath.Join(slices.Insert(elements, 0, f.dir)...)
}

func (f *folder) saveBucket(name string, b *bucket) error {
	if err := os.MkdirAll(f.path(name), 0o755); err != nil {
		return fmt.Errorf("create bucket %s: %w", name, err)
	}
	if err := f.writeJSON(name, settingsName, b); err != nil {
		return fmt.Errorf("save the settings of bucket %s: %w", name, err)
	}
	return f.flush(f.dir)
}

func (f *folder) removeBucket(name string) error {
	if err := os.Remove(f.path(name, settingsName)); err != nil {
		return fmt.Errorf("remove bucket %s: %w", name, err)
	}
	if err := os.RemoveAll(f.path(name)); err != nil {
		return fmt.Errorf("remove bucket %s: %w", name, err)
	}
	return f.flush(f.dir)
}

// receive writes the content to a file of its own, which no version names yet.
func (f *folder) receive(name string, r io.Reader) (c *received, err error) {
	file, err := os.CreateTemp(f.path(name), "*"+contentSuffix)
	if err != nil {
		return nil, fmt.Errorf("store a content: %w", err)
	}
	c = &received{content: filepath.Base(file.Name()), discard: func() { _ = os.Remove(file.Name()) }}
	hash := md5.New()
	c.size, err = io.Copy(io.MultiWriter(file, hash), r)
	if err != nil {
		_ = file.Close()
		c.discard()
		return nil, err // the reader's own errors are S3's answers
	}
	if err := errors.Join(f.sync(file), file.Close()); err != nil {
		c.discard()
		return nil, fmt.Errorf("store a content: %w", err)
	}
	c.md5 = hex.EncodeToString(hash.Sum(nil))
	return c, nil
}

func (f *folder) save(name string, v *version) error {
	if err := f.writeJSON(name, v.Sequence.String()+versionSuffix, v); err != nil {
		return fmt.Errorf("save a version of bucket %s: %w", name, err)
	}
	return nil
}

// remove removes the version first: a content without one is cleared away, a version without a content is damage.
func (f *folder) remove(name string, v *version) error {
	if err := os.Remove(f.path(name, v.Sequence.String()+versionSuffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a version of bucket %s: %w", name, err)
	}
	if err := f.flush(f.path(name)); err != nil {
		return err
	}
	if v.Deleted {
		return nil
	}
	if err := os.Remove(f.path(name, v.Content)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a content of bucket %s: %w", name, err)
	}
	return nil
}

func (f *folder) open(name string, v *version) (io.ReadSeekCloser, error) {
	return os.Open(f.path(name, v.Content))
}

func (f *folder) close() error { return f.lock.Close() }

// writeJSON replaces a file in one step that outlives a crash.
func (f *folder) writeJSON(name, file string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(f.path(name), "*"+newSuffix)
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // there is nothing to remove when all went well
	_, err = temporary.Write(text)
	if err := errors.Join(err, f.sync(temporary), temporary.Close()); err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), f.path(name, file)); err != nil {
		return err
	}
	return f.flush(f.path(name))
}

func readJSON(path string, value any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, value)
}

// flush makes the names in a folder last. Windows has no way to ask for that.
func (f *folder) flush(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.sync(folder), folder.Close())
}

func (f *folder) sync(file *os.File) error {
	if f.lazy {
		return nil
	}
	return file.Sync()
}
