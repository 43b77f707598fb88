package local

import (
	"cmp"
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rclone/gofakes3"
	"pgregory.net/rapid"
)

// TestModel plays random writes on the store, in memory and in a folder that is closed and opened again in between,
// and compares what it tells with a model that is too simple to be wrong.
func TestModel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		folder := openFolder(t, dir)
		defer func() { folder.keeper.close() }()
		inMemory, _ := openStore(memory{}, testLog(t))
		both := func(do func(s *store) error) {
			for _, s := range []*store{folder, inMemory} {
				if err := do(s); err != nil {
					rt.Fatal(err)
				}
			}
		}
		both(func(s *store) error { return s.createBucket("inbox") })
		m := &model{objects: map[string][]content{}}
		key := rapid.SampledFrom([]string{"a", "a/b", "a/b/c", "a/bb", "b", "b/", "ü", "c"})
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				key, body := key.Draw(rt, "key"), rapid.StringMatching(`[a-z]{0,3}`).Draw(rt, "body")
				both(func(s *store) error { return put(s, key, body) })
				m.put(key, body)
			},
			"remove": func(rt *rapid.T) {
				key := key.Draw(rt, "key")
				both(func(s *store) error { _, _, err := s.remove("inbox", key); return err })
				m.remove(key)
			},
			"remove a version": func(rt *rapid.T) {
				key := key.Draw(rt, "key")
				if len(m.objects[key]) == 0 {
					rt.Skip("no version")
				}
				n := rapid.IntRange(0, len(m.objects[key])-1).Draw(rt, "version")
				both(func(s *store) error {
					_, _, err := s.removeVersion("inbox", key, s.buckets["inbox"].versions[key][n].ID)
					return err
				})
				m.removeVersion(key, n)
			},
			"tag": func(rt *rapid.T) {
				key, tags := key.Draw(rt, "key"), rapid.StringMatching(`k=[a-z]{0,3}`).Draw(rt, "tags")
				if _, there := m.current(key); there {
					both(func(s *store) error { return s.tag("inbox", key, "", tags) })
					m.objects[key][len(m.objects[key])-1].tags = tags
				}
			},
			"switch versions": func(rt *rapid.T) {
				on := rapid.Bool().Draw(rt, "on")
				both(func(s *store) error { return s.setVersioning("inbox", on) })
				m.setVersioning(on)
			},
			"restart": func(rt *rapid.T) {
				if err := folder.keeper.close(); err != nil {
					rt.Fatal(err)
				}
				folder = openFolder(t, dir)
				m.compare(rt, folder)
			},
			"": func(rt *rapid.T) { m.compare(rt, inMemory) },
		})
		m.compare(rt, folder)
	})
}

func openFolder(t *testing.T, dir string) *store {
	t.Helper()
	f := newFolder(dir, testLog(t))
	f.lazy = true
	s, err := openStore(f, testLog(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(s *store, key, body string) error {
	_, err := s.put(context.Background(), "inbox", key, map[string]string{"Last-Modified": "left out"}, strings.NewReader(body), int64(len(body)))
	return err
}

// A model is what S3 promises of one bucket.
type model struct {
	versioning gofakes3.VersioningStatus
	objects    map[string][]content // the oldest version first
}

type content struct {
	body, tags string
	null       bool // without an id of its own
	deleted    bool
}

func (m *model) put(key, body string) { m.append(key, content{body: body}) }

func (m *model) append(key string, c content) {
	c.null = m.versioning != gofakes3.VersioningEnabled
	m.objects[key] = append(slices.DeleteFunc(m.objects[key], func(old content) bool { return c.null && old.null }), c)
}

func (m *model) remove(key string) {
	if m.versioning == gofakes3.VersioningNone {
		delete(m.objects, key)
		return
	}
	m.append(key, content{deleted: true})
}

func (m *model) removeVersion(key string, n int) {
	m.objects[key] = slices.Delete(m.objects[key], n, n+1)
	if len(m.objects[key]) == 0 {
		delete(m.objects, key)
	}
}

func (m *model) setVersioning(on bool) {
	switch {
	case on:
		m.versioning = gofakes3.VersioningEnabled
	case m.versioning == gofakes3.VersioningEnabled:
		m.versioning = gofakes3.VersioningSuspended
	}
}

func (m *model) current(key string) (content, bool) {
	versions := m.objects[key]
	if len(versions) == 0 || versions[len(versions)-1].deleted {
		return content{}, false
	}
	return versions[len(versions)-1], true
}

func (m *model) keys() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for key := range m.objects {
			if _, there := m.current(key); there && !yield(key) {
				return
			}
		}
	})
}

// compare reads everything back, page by page.
func (m *model) compare(t *rapid.T, s *store) {
	b := s.buckets["inbox"]
	if b.Versioning != m.versioning || !slices.Equal(b.keys, slices.Sorted(maps.Keys(m.objects))) {
		t.Fatalf("versioning %q, keys %q; want %q, %v", b.Versioning, b.keys, m.versioning, m.objects)
	}
	last := sequence(0)
	for key, want := range m.objects {
		last = 0
		for i, v := range b.versions[key] {
			w := want[i]
			if got := read(t, s, v); got != w.body || v.Deleted != w.deleted || (v.ID == null) != w.null || v.Metadata[gofakes3.TaggingMetadataKey] != w.tags || v.Sequence <= last {
				t.Fatalf("version %d of %s is %+v with %q, want %+v", i, key, v, got, w)
			}
			last = v.Sequence
		}
		if len(b.versions[key]) != len(want) {
			t.Fatalf("%s has %d versions, want %d", key, len(b.versions[key]), len(want))
		}
	}
	m.compareListings(t, s)
}

// read is the content of a version, which must have the hash and size that its metadata says.
func read(t *rapid.T, s *store, v *version) string {
	if v.Deleted {
		return ""
	}
	found, _, r, err := s.open("inbox", v.Key, v.ID)
	if err != nil || found != v {
		t.Fatalf("open %s@%s: %+v, %v", v.Key, v.ID, found, err)
	}
	defer r.Close()
	body, err := io.ReadAll(r)
	if sum := md5.Sum(body); err != nil || hex.EncodeToString(sum[:]) != v.MD5 || int64(len(body)) != v.Size {
		t.Fatalf("%s@%s has content %q, size %d and hash %s, error %v", v.Key, v.ID, body, v.Size, v.MD5, err)
	}
	return string(body)
}

func (m *model) compareListings(t *rapid.T, s *store) {
	for _, prefix := range []string{"", "a", "a/", "a/b", "ü", "x"} {
		for _, delimiter := range []string{"", "/", "b"} {
			for _, size := range []int64{0, 1, 2} {
				p := gofakes3.NewPrefix(&prefix, &delimiter)
				if got, want := pages(t, s, p, size), m.list(prefix, delimiter); !slices.Equal(got, want) {
					t.Fatalf("listed %s in pages of %d: %q, want %q", p, size, got, want)
				}
			}
		}
	}
	var want []string
	for _, key := range slices.Sorted(maps.Keys(m.objects)) {
		for _, c := range slices.Backward(m.objects[key]) {
			want = append(want, fmt.Sprintf("%s deleted=%t", key, c.deleted))
		}
	}
	for _, size := range []int64{0, 1, 3} {
		if got := versionPages(t, s, size); !slices.Equal(got, want) {
			t.Fatalf("versions in pages of %d: %q, want %q", size, got, want)
		}
	}
}

// list is the keys and common prefixes, as the API reference of ListObjectsV2 says.
func (m *model) list(prefix, delimiter string) (rows []string) {
	for _, key := range m.keys() {
		rest, under := strings.CutPrefix(key, prefix)
		if !under {
			continue
		}
		if before, _, found := strings.Cut(rest, delimiter); found && delimiter != "" {
			key = prefix + before + delimiter + "*"
		}
		if !slices.Contains(rows, key) {
			rows = append(rows, key)
		}
	}
	return rows
}

func pages(t *rapid.T, s *store, prefix gofakes3.Prefix, size int64) (rows []string) {
	marker := ""
	for range 100 {
		page, err := s.list("inbox", prefix, gofakes3.ListBucketPage{Marker: marker, MaxKeys: size})
		if err != nil {
			t.Fatal(err)
		}
		var here []string
		for _, c := range page.Contents {
			here = append(here, c.Key)
		}
		for _, c := range page.CommonPrefixes {
			here = append(here, c.Prefix+"*")
		}
		slices.SortFunc(here, func(l, r string) int { return cmp.Compare(strings.TrimSuffix(l, "*"), strings.TrimSuffix(r, "*")) })
		if size > 0 && len(here) > int(size) {
			t.Fatalf("a page of %d has %q", size, here)
		}
		rows = append(rows, here...)
		if !page.IsTruncated {
			return rows
		}
		marker = page.NextMarker
	}
	t.Fatalf("the listing has no end: %q", rows)
	return nil
}

func versionPages(t *rapid.T, s *store, size int64) (rows []string) {
	page := gofakes3.ListBucketVersionsPage{MaxKeys: size}
	for range 1000 {
		list, err := s.listVersions("inbox", gofakes3.Prefix{}, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range list.Versions {
			switch v := v.(type) {
			case *gofakes3.DeleteMarker:
				rows = append(rows, v.Key+" deleted=true")
			case *gofakes3.Version:
				rows = append(rows, v.Key+" deleted=false")
			}
		}
		if !list.IsTruncated {
			return rows
		}
		page.KeyMarker, page.VersionIDMarker = list.NextKeyMarker, list.NextVersionIDMarker
	}
	t.Fatalf("the listing has no end: %q", rows)
	return nil
}

// TestKeyIsText is that a key that is no UTF-8 is refused: a folder could not keep it as it is.
func TestKeyIsText(t *testing.T) {
	t.Parallel()
	s, err := openStore(memory{}, testLog(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.createBucket("inbox"); err != nil {
		t.Fatal(err)
	}
	b := &backend{store: s, announcer: &announcer{log: testLog(t)}}
	for key, want := range map[string]gofakes3.ErrorCode{"M\u00e4rz": gofakes3.ErrNone, "M\xe4rz": gofakes3.ErrInvalidURI} {
		if _, err := b.PutObject(t.Context(), "inbox", key, nil, strings.NewReader("x"), 1); !gofakes3.HasErrorCode(err, want) {
			t.Errorf("put %q: %v, want %q", key, err, want)
		}
	}
}
