package local

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/rclone/gofakes3"
)

// A keeper keeps versions and their contents for the store, which calls it for one change at a time.
type keeper interface {
	// load returns what is kept, and closes the door for others.
	load() (map[string]*bucket, error)
	// receive takes a content in. It may be called for many contents at once. Errors of the reader are returned as
	// they are.
	receive(bucket string, r io.Reader) (*received, error)
	// saveBucket keeps the bucket's settings; a bucket that is new is there afterwards.
	saveBucket(name string, b *bucket) error
	removeBucket(name string) error
	// save keeps the version, its content with it. It is there, after a crash too, once save has returned.
	save(bucket string, v *version) error
	remove(bucket string, v *version) error
	// open reads the content from its beginning. The reader lives on when the version is removed meanwhile.
	open(bucket string, v *version) (io.ReadSeekCloser, error)
	close() error
}

// A received is a content that no version has yet.
type received struct {
	size int64
	md5  string

	body    []byte // in memory
	content string // in a folder
	discard func()
}

// A bucket has keys, and each key its versions.
type bucket struct {
	Created    time.Time                 `json:"created"`
	Versioning gofakes3.VersioningStatus `json:"versioning,omitempty"`

	keys     []string              // in order
	versions map[string][]*version // of each key at least one, the oldest first
}

// A store holds buckets as S3 does: versions, delete markers, conditional writes. Its errors are S3's.
type store struct {
	keeper keeper
	log    *slog.Logger

	mu      sync.RWMutex
	buckets map[string]*bucket
	last    sequence
}

// openStore reads what the keeper has.
func openStore(k keeper, log *slog.Logger) (*store, error) {
	buckets, err := k.load()
	if err != nil {
		return nil, err
	}
	s := &store{keeper: k, log: log, buckets: buckets}
	for _, b := range buckets {
		for _, versions := range b.versions {
			s.last = max(s.last, versions[len(versions)-1].Sequence)
		}
	}
	return s, nil
}

// next is a number above all that were given.
func (s *store) next(now time.Time) sequence {
	s.last = max(s.last+1, sequence(now.UnixNano()))
	return s.last
}

func (s *store) names() map[string]time.Time {
	s.mu.RLock()
	defer s.mu.RUnlock()
	names := map[string]time.Time{}
	for name, b := range s.buckets {
		names[name] = b.Created
	}
	return names
}

func (s *store) createBucket(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.buckets[name] != nil {
		return gofakes3.ResourceError(gofakes3.ErrBucketAlreadyExists, name)
	}
	b := &bucket{Created: time.Now().UTC(), versions: map[string][]*version{}}
	if err := s.keeper.saveBucket(name, b); err != nil {
		return err
	}
	s.buckets[name] = b
	return nil
}

func (s *store) deleteBucket(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.bucket(name)
	if err != nil {
		return err
	}
	if len(b.keys) > 0 {
		return gofakes3.ResourceError(gofakes3.ErrBucketNotEmpty, name)
	}
	if err := s.keeper.removeBucket(name); err != nil {
		return err
	}
	delete(s.buckets, name)
	return nil
}

func (s *store) exists(name string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.buckets[name] != nil
}

func (s *store) versioning(name string) (gofakes3.VersioningStatus, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, err := s.bucket(name)
	if err != nil {
		return "", err
	}
	return b.Versioning, nil
}

// setVersioning switches versions on or, where they were on, suspends them.
func (s *store) setVersioning(name string, enabled bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.bucket(name)
	if err != nil {
		return err
	}
	changed := *b
	switch {
	case enabled:
		changed.Versioning = gofakes3.VersioningEnabled
	case b.Versioning == gofakes3.VersioningEnabled:
		changed.Versioning = gofakes3.VersioningSuspended
	}
	if err := s.keeper.saveBucket(name, &changed); err != nil {
		return err
	}
	b.Versioning = changed.Versioning
	return nil
}

// bucket is the bucket of that name. The lock is held.
func (s *store) bucket(name string) (*bucket, error) {
	if b := s.buckets[name]; b != nil {
		return b, nil
	}
	return nil, gofakes3.BucketNotFound(name)
}

// find is a version of the key: the one of that id, or with "" the current one, which is not there when it is a delete
// marker. The versioning says whether the id is to be told.
func (s *store) find(name, key, id string) (*version, gofakes3.VersioningStatus, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, "", err
	}
	v, err := b.find(key, id)
	return v, b.Versioning, err
}

// open is find, with the content: in one step, for in the next a version that is replaced is removed. The content of a
// delete marker is nil.
func (s *store) open(name, key, id string) (v *version, versioning gofakes3.VersioningStatus, content io.ReadSeekCloser, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, "", nil, err
	}
	v, err = b.find(key, id)
	if err == nil && !v.Deleted {
		content, err = s.keeper.open(name, v)
	}
	return v, b.Versioning, content, err
}

func (b *bucket) find(key, id string) (*version, error) {
	versions := b.versions[key]
	if id == "" {
		if len(versions) == 0 || versions[len(versions)-1].Deleted {
			return nil, gofakes3.KeyNotFound(key)
		}
		return versions[len(versions)-1], nil
	}
	for _, v := range versions {
		if v.ID == id {
			return v, nil
		}
	}
	return nil, gofakes3.ErrNoSuchVersion
}

// put stores a content as the key's current version. The conditions of the request, which the context holds, are
// checked in the same step. The size is what the request announced, -1 for unknown.
func (s *store) put(ctx context.Context, name, key string, metadata map[string]string, r io.Reader, size int64) (*version, error) {
	if !s.exists(name) {
		return nil, gofakes3.BucketNotFound(name)
	}
	content, err := s.keeper.receive(name, r)
	if err != nil {
		return nil, err
	}
	if size >= 0 && content.size != size {
		content.discard()
		return nil, gofakes3.ErrIncompleteBody
	}
	v, err := s.commit(ctx, name, key, kept(metadata), content)
	if err != nil {
		content.discard()
	}
	return v, err
}

func (s *store) commit(ctx context.Context, name, key string, metadata map[string]string, content *received) (*version, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, err
	}
	current, missing := b.find(key, "")
	etag := ""
	if missing == nil {
		etag = current.MD5
	}
	if err := gofakes3.CheckWriteConditions(ctx, missing == nil, etag); err != nil {
		return nil, err
	}
	v := &version{Key: key, Size: content.size, MD5: content.md5, Metadata: metadata, Content: content.content, body: content.body}
	return v, s.append(name, b, v)
}

// remove deletes the current version: for good where the bucket never had versions, else by a delete marker. What it
// deleted or put there is returned, nil when there was nothing to delete, and when it did so.
func (s *store) remove(name, key string) (*version, sequence, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, 0, err
	}
	if b.Versioning != gofakes3.VersioningNone {
		marker := &version{Key: key, Deleted: true}
		err := s.append(name, b, marker)
		return marker, marker.Sequence, err
	}
	return s.drop(name, b, key, "")
}

// removeVersion deletes one version for good, and returns what remove does.
func (s *store) removeVersion(name, key, id string) (*version, sequence, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, 0, err
	}
	return s.drop(name, b, key, id)
}

// drop deletes a version for good. S3 reports no error for one that is not there.
func (s *store) drop(name string, b *bucket, key, id string) (*version, sequence, error) {
	v, err := b.find(key, id)
	if err != nil {
		return nil, 0, nil
	}
	if err := s.keeper.remove(name, v); err != nil {
		return nil, 0, err
	}
	b.drop(v)
	return v, s.next(time.Now()), nil
}

// tag replaces the tags of a version, "" being the current one.
func (s *store) tag(name, key, id, tags string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.bucket(name)
	if err != nil {
		return err
	}
	v, err := b.find(key, id)
	if err != nil {
		return err
	}
	other := v.tagged(tags)
	if err := s.keeper.save(name, other); err != nil {
		return err
	}
	b.versions[key][slices.Index(b.versions[key], v)] = other
	return nil
}

// append makes v the current version, and in a bucket that makes no versions now the only one without an id.
func (s *store) append(name string, b *bucket, v *version) error {
	v.Modified = time.Now().UTC()
	v.Sequence = s.next(v.Modified)
	v.ID = null
	if b.Versioning == gofakes3.VersioningEnabled {
		v.ID = v.Sequence.String()
	}
	if err := s.keeper.save(name, v); err != nil {
		return err
	}
	old, err := b.find(v.Key, null)
	b.add(v)
	if v.ID != null || err != nil {
		return nil
	}
	b.drop(old)
	if err := s.keeper.remove(name, old); err != nil {
		// v is stored all the same: the next start leaves the older of the two out.
		s.log.Warn("a version that was replaced could not be removed", "bucket", name, "version", old.Sequence, "cause", err)
	}
	return nil
}

// add makes v the last of its key's versions.
func (b *bucket) add(v *version) {
	if b.versions[v.Key] == nil {
		at, _ := slices.BinarySearch(b.keys, v.Key)
		b.keys = slices.Insert(b.keys, at, v.Key)
	}
	b.versions[v.Key] = append(b.versions[v.Key], v)
}

func (b *bucket) drop(v *version) {
	left := slices.DeleteFunc(slices.Clone(b.versions[v.Key]), func(other *version) bool { return other == v })
	if len(left) > 0 {
		b.versions[v.Key] = left
		return
	}
	delete(b.versions, v.Key)
	if at, found := slices.BinarySearch(b.keys, v.Key); found {
		b.keys = slices.Delete(b.keys, at, at+1)
	}
}

// fill gives the bucket its versions, which come in any order. Of two without an id the older is superseded: it was
// about to be removed when the server stopped.
func (b *bucket) fill(versions []*version) (superseded []*version) {
	slices.SortFunc(versions, func(l, r *version) int { return cmp.Compare(l.Sequence, r.Sequence) })
	b.versions = map[string][]*version{}
	for _, v := range versions {
		old, err := b.find(v.Key, null)
		b.add(v)
		if v.ID == null && err == nil {
			b.drop(old)
			superseded = append(superseded, old)
		}
	}
	return superseded
}
