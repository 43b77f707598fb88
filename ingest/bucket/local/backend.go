package local

import (
	"context"
	"io"
	"unicode/utf8"

	"github.com/rclone/gofakes3"
)

// A backend is the store as gofakes3 asks for it, which speaks the protocol. It announces what changed, each change
// after it is stored.
//
// gofakes3's own s3mem (v0.0.12) is not used: its listings show delete markers, skip a key when the one before it is
// deleted between two pages, and it panics once the current version of an object was deleted for good.
type backend struct {
	store     *store
	announcer *announcer
}

var (
	_ gofakes3.Backend              = (*backend)(nil)
	_ gofakes3.VersionedBackend     = (*backend)(nil)
	_ gofakes3.ObjectTaggingBackend = (*backend)(nil)
)

// Buckets.

func (b *backend) ListBuckets(context.Context) ([]gofakes3.BucketInfo, error) {
	var list []gofakes3.BucketInfo
	for name, created := range b.store.names() {
		list = append(list, gofakes3.BucketInfo{Name: name, CreationDate: gofakes3.NewContentTime(created)})
	}
	return list, nil
}

func (b *backend) CreateBucket(_ context.Context, name string) error {
	return b.store.createBucket(name)
}
func (b *backend) DeleteBucket(_ context.Context, name string) error {
	return b.store.deleteBucket(name)
}

func (b *backend) BucketExists(_ context.Context, name string) (bool, error) {
	return b.store.exists(name), nil
}

func (b *backend) VersioningConfiguration(name string) (gofakes3.VersioningConfiguration, error) {
	status, err := b.store.versioning(name)
	return gofakes3.VersioningConfiguration{Status: status}, err
}

func (b *backend) SetVersioningConfiguration(name string, c gofakes3.VersioningConfiguration) error {
	if c.MFADelete.Enabled() {
		return gofakes3.ErrNotImplemented
	}
	return b.store.setVersioning(name, c.Enabled())
}

func (b *backend) ListBucket(_ context.Context, name string, prefix *gofakes3.Prefix, page gofakes3.ListBucketPage) (*gofakes3.ObjectList, error) {
	return b.store.list(name, orNone(prefix), page)
}

func (b *backend) ListBucketVersions(name string, prefix *gofakes3.Prefix, page *gofakes3.ListBucketVersionsPage) (*gofakes3.ListBucketVersionsResult, error) {
	if page == nil {
		page = &gofakes3.ListBucketVersionsPage{}
	}
	return b.store.listVersions(name, orNone(prefix), *page)
}

func orNone(prefix *gofakes3.Prefix) gofakes3.Prefix {
	if prefix == nil {
		return gofakes3.Prefix{}
	}
	return *prefix
}

// Reading.

func (b *backend) GetObject(ctx context.Context, name, key string, part *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	return b.read(name, key, requested(ctx).version, part)
}

func (b *backend) GetObjectVersion(name, key string, id gofakes3.VersionID, part *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	return b.read(name, key, string(id), part)
}

func (b *backend) HeadObject(ctx context.Context, name, key string) (*gofakes3.Object, error) {
	return b.head(name, key, requested(ctx).version)
}

func (b *backend) HeadObjectVersion(name, key string, id gofakes3.VersionID) (*gofakes3.Object, error) {
	return b.head(name, key, string(id))
}

func (b *backend) head(name, key, id string) (*gofakes3.Object, error) {
	v, versioning, err := b.store.find(name, key, id)
	if err != nil {
		return nil, err
	}
	return described(v, versioning), nil
}

func (b *backend) read(name, key, id string, part *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	v, versioning, content, err := b.store.open(name, key, id)
	if err != nil {
		return nil, err
	}
	object := described(v, versioning)
	if v.Deleted {
		return object, nil
	}
	object.Contents = content
	if object.Range, err = part.Range(v.Size); object.Range == nil || err != nil {
		return object, closing(content, err)
	}
	_, err = content.Seek(object.Range.Start, io.SeekStart)
	object.Contents = section{io.LimitReader(content, object.Range.Length), content}
	return object, closing(content, err)
}

// closing closes what is not handed on because of the error. The error stays as it is: S3's answer is made of it.
func closing(content io.Closer, err error) error {
	if err != nil {
		_ = content.Close()
	}
	return err
}

// described is the version as gofakes3 has it, without a content. The id is not told where the bucket never had
// versions.
func described(v *version, versioning gofakes3.VersioningStatus) *gofakes3.Object {
	object := &gofakes3.Object{
		Name:           v.Key,
		Metadata:       v.metadata(),
		Size:           v.Size,
		Hash:           v.hash(),
		IsDeleteMarker: v.Deleted,
		Contents:       noContent{},
	}
	if versioning != gofakes3.VersioningNone {
		object.VersionID = gofakes3.VersionID(v.ID)
	}
	return object
}

// A section is a part of a content.
type section struct {
	io.Reader
	io.Closer
}

type noContent struct{}

func (noContent) Read([]byte) (int, error) { return 0, io.EOF }
func (noContent) Close() error             { return nil }

// Writing.

func (b *backend) PutObject(ctx context.Context, name, key string, metadata map[string]string, r io.Reader, size int64) (gofakes3.PutObjectResult, error) {
	v, err := b.put(ctx, requested(ctx).event, name, key, metadata, r, size)
	if err != nil {
		return gofakes3.PutObjectResult{}, err
	}
	return gofakes3.PutObjectResult{VersionID: told(v), ETag: v.etag()}, nil
}

func (b *backend) CopyObject(ctx context.Context, fromBucket, fromKey, name, key string, metadata map[string]string) (gofakes3.CopyObjectResult, error) {
	source, err := b.read(fromBucket, fromKey, requested(ctx).version, nil)
	if err != nil {
		return gofakes3.CopyObjectResult{}, err
	}
	defer source.Contents.Close()
	if source.IsDeleteMarker {
		return gofakes3.CopyObjectResult{}, gofakes3.KeyNotFound(fromKey)
	}
	v, err := b.put(ctx, "Copy", name, key, metadata, source.Contents, source.Size)
	if err != nil {
		return gofakes3.CopyObjectResult{}, err
	}
	return gofakes3.CopyObjectResult{ETag: v.etag(), LastModified: gofakes3.NewContentTime(v.Modified)}, nil
}

func (b *backend) put(ctx context.Context, event, name, key string, metadata map[string]string, r io.Reader, size int64) (*version, error) {
	if !utf8.ValidString(key) {
		return nil, gofakes3.ErrorMessage(gofakes3.ErrInvalidURI, "The key is not UTF-8.")
	}
	v, err := b.store.put(ctx, name, key, metadata, r, size)
	if err != nil {
		return nil, err
	}
	b.announcer.announce(ctx, "ObjectCreated:"+event, name, v, v.Sequence)
	return v, nil
}

func (b *backend) SetObjectTagging(ctx context.Context, name, key, tags string) error {
	return b.store.tag(name, key, requested(ctx).version, tags)
}

// told is the id of a version as answers have it: not at all where the bucket makes none.
func told(v *version) gofakes3.VersionID {
	if v.ID == null {
		return ""
	}
	return gofakes3.VersionID(v.ID)
}

// Deleting.

func (b *backend) DeleteObject(ctx context.Context, name, key string) (gofakes3.ObjectDeleteResult, error) {
	if id := requested(ctx).version; id != "" {
		return b.DeleteObjectVersion(name, key, gofakes3.VersionID(id))
	}
	return b.delete(ctx, name, key)
}

func (b *backend) delete(ctx context.Context, name, key string) (gofakes3.ObjectDeleteResult, error) {
	v, at, err := b.store.remove(name, key)
	if err != nil || v == nil {
		return gofakes3.ObjectDeleteResult{}, err
	}
	if !v.Deleted {
		b.announcer.announce(ctx, "ObjectRemoved:Delete", name, v, at)
		return gofakes3.ObjectDeleteResult{}, nil
	}
	b.announcer.announce(ctx, "ObjectRemoved:DeleteMarkerCreated", name, v, at)
	return gofakes3.ObjectDeleteResult{IsDeleteMarker: true, VersionID: gofakes3.VersionID(v.ID)}, nil
}

func (b *backend) DeleteObjectVersion(name, key string, id gofakes3.VersionID) (gofakes3.ObjectDeleteResult, error) {
	v, at, err := b.store.removeVersion(name, key, string(id))
	if err != nil || v == nil {
		return gofakes3.ObjectDeleteResult{}, err
	}
	b.announcer.announce(context.Background(), "ObjectRemoved:Delete", name, v, at)
	return gofakes3.ObjectDeleteResult{IsDeleteMarker: v.Deleted, VersionID: id}, nil
}

// DeleteMulti deletes several objects. gofakes3 does not tell which versions were meant, so in a bucket with versions
// each gets a delete marker, and nothing is deleted for good.
func (b *backend) DeleteMulti(ctx context.Context, name string, keys ...string) (result gofakes3.MultiDeleteResult, err error) {
	for _, key := range keys {
		if _, err := b.delete(ctx, name, key); err != nil {
			failed := gofakes3.ErrorResultFromError(err)
			failed.Key = key
			result.Error = append(result.Error, failed)
			continue
		}
		result.Deleted = append(result.Deleted, gofakes3.ObjectID{Key: key})
	}
	return result, nil
}
