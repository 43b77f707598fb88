// Package bucket is docket's way to S3: it fetches the one version of a file that a notice announced, puts copies
// back, and lists what a bucket holds for the sweep.
//
// # Promises
//
//   - What Fetch returns is what was announced: the notice's version where it names one, else the current object and
//     only while it still has the notice's ETag. A file that was replaced in between is ErrChanged, never its
//     successor under the old name.
//   - What Fetch returns is whole: its length is the announced one, its checksum the one that S3 keeps, where S3 keeps
//     one. An answer that was cut off or altered is asked for again, and is ErrDamaged when it stays so.
//   - Nothing is read past the size limit: a larger file is refused by its Content-Length, and again while reading, for
//     a length can be missing or wrong.
//   - Every error is an *Error, or wraps one: it names s3://bucket/key, says what happened and hints at what to do. Its
//     kind (ErrChanged, fs.ErrNotExist, ...) is what a caller decides on. The SDK's types stay in here, and so do
//     secrets and signed URLs.
//
// # Configuration
//
// AWS's own names count: AWS_REGION, AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE,
// AWS_MAX_ATTEMPTS and the others of "AWS SDKs and Tools Reference Guide", with ~/.aws and the role of the machine
// behind them. Options override them. Other makers' servers are set by AWS_ENDPOINT_URL_S3; for those the bucket
// stands in the path of the URL, not in its host name. A server that refuses the SDK's checksums is asked without
// them by AWS_REQUEST_CHECKSUM_CALCULATION=when_required.
//
// docket needs s3:GetObject, s3:GetObjectVersion and s3:ListBucket on the buckets it reads, and s3:PutObject where
// marked copies and receipts go.
package bucket
