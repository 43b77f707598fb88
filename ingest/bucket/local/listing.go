package local

import (
	"iter"
	"slices"
	"strings"

	"github.com/rclone/gofakes3"
)

// list is a page of the keys whose current version is there, in order. Those that go on alike up to the delimiter are
// rolled up into one common prefix.
func (s *store) list(name string, prefix gofakes3.Prefix, page gofakes3.ListBucketPage) (*gofakes3.ObjectList, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, err
	}
	list, last := gofakes3.NewObjectList(), ""
	for row := range b.current(prefix, page.Marker) {
		if page.MaxKeys > 0 && len(list.Contents)+len(list.CommonPrefixes) == int(page.MaxKeys) {
			list.IsTruncated, list.NextMarker = true, last
			break
		}
		if row.common != "" {
			list.AddPrefix(row.common)
			last = row.common
			continue
		}
		v := row.version
		list.Add(&gofakes3.Content{Key: v.Key, LastModified: gofakes3.NewContentTime(v.Modified), ETag: v.etag(), Size: v.Size})
		last = v.Key
	}
	return list, nil
}

// listVersions is a page of all versions, by key, and of each key the newest first.
func (s *store) listVersions(name string, prefix gofakes3.Prefix, page gofakes3.ListBucketVersionsPage) (*gofakes3.ListBucketVersionsResult, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	b, err := s.bucket(name)
	if err != nil {
		return nil, err
	}
	list, last := gofakes3.NewListBucketVersionsResult(name, &prefix, &page), row{}
	for row := range b.history(prefix, page.KeyMarker, string(page.VersionIDMarker)) {
		if page.MaxKeys > 0 && len(list.Versions)+len(list.CommonPrefixes) == int(page.MaxKeys) {
			list.IsTruncated = true
			list.NextKeyMarker, list.NextVersionIDMarker = last.marker()
			break
		}
		if last = row; row.common != "" {
			list.AddPrefix(row.common)
			continue
		}
		list.Versions = append(list.Versions, row.listed(b))
	}
	return list, nil
}

// A row of a listing is a version or a common prefix.
type row struct {
	version *version
	common  string
}

// current yields the current versions after the marker.
func (b *bucket) current(prefix gofakes3.Prefix, marker string) iter.Seq[row] {
	return b.rows(prefix, marker, func(key string) []*version {
		v, err := b.find(key, "")
		if err != nil {
			return nil // deleted
		}
		return []*version{v}
	})
}

// history yields all versions after the marker, which is a key, or a version of a key.
func (b *bucket) history(prefix gofakes3.Prefix, key, id string) iter.Seq[row] {
	return func(yield func(row) bool) {
		if id != "" {
			versions := b.newestFirst(key)
			at := slices.IndexFunc(versions, func(v *version) bool { return v.ID == id })
			for _, v := range versions[at+1:] {
				if !yield(row{version: v}) {
					return
				}
			}
		}
		b.rows(prefix, key, b.newestFirst)(yield)
	}
}

// rows yields the versions of each key that has the prefix and comes after the marker, which is a key or a common
// prefix. A common prefix comes once, for the first of its keys that has any versions to show.
func (b *bucket) rows(prefix gofakes3.Prefix, marker string, versions func(key string) []*version) iter.Seq[row] {
	return func(yield func(row) bool) {
		first, _ := slices.BinarySearch(b.keys, max(marker, prefix.Prefix))
		rolled := marker
		for _, key := range b.keys[first:] {
			if !strings.HasPrefix(key, prefix.Prefix) {
				return
			}
			common := rollUp(key, prefix)
			if key == marker || common != "" && common == rolled {
				continue
			}
			shown := versions(key)
			if common != "" && len(shown) > 0 {
				rolled = common
				shown = shown[:1]
			}
			for _, v := range shown {
				if !yield(row{v, common}) {
					return
				}
			}
		}
	}
}

// rollUp is the key up to the first delimiter behind the prefix, "" if there is none.
func rollUp(key string, prefix gofakes3.Prefix) string {
	if prefix.Delimiter == "" {
		return ""
	}
	at := strings.Index(key[len(prefix.Prefix):], prefix.Delimiter)
	if at < 0 {
		return ""
	}
	return key[:len(prefix.Prefix)+at+len(prefix.Delimiter)]
}

func (b *bucket) newestFirst(key string) []*version {
	versions := slices.Clone(b.versions[key])
	slices.Reverse(versions)
	return versions
}

// marker is where the next page goes on.
func (r row) marker() (key string, id gofakes3.VersionID) {
	if r.common != "" {
		return r.common, ""
	}
	return r.version.Key, gofakes3.VersionID(r.version.ID)
}

// listed is the version as a listing of versions shows it.
func (r row) listed(b *bucket) gofakes3.VersionItem {
	v, versions := r.version, b.versions[r.version.Key]
	latest := versions[len(versions)-1] == v
	if v.Deleted {
		return &gofakes3.DeleteMarker{Key: v.Key, VersionID: gofakes3.VersionID(v.ID), IsLatest: latest, LastModified: gofakes3.NewContentTime(v.Modified)}
	}
	return &gofakes3.Version{Key: v.Key, VersionID: gofakes3.VersionID(v.ID), IsLatest: latest, LastModified: gofakes3.NewContentTime(v.Modified), Size: v.Size, ETag: v.etag()}
}
