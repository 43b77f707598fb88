package bucket

import (
	"fmt"
	"io/fs"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// A meaning is what an answer means for docket.
type meaning struct {
	kind    error
	message string // what happened; S3's own words are added
	hint    string
}

// meanings are S3's codes ("Error responses" in the API reference), as far as the status alone would not do.
var meanings = map[string]meaning{
	"NoSuchKey":     {fs.ErrNotExist, "there is no such object", hintGone},
	"NoSuchVersion": {fs.ErrNotExist, "there is no such version", hintGone},
	"NoSuchBucket":  {ErrNoBucket, "there is no such bucket", hintBucket},

	"PreconditionFailed": {ErrChanged, "the object was replaced after it was announced", "nothing is to be done if its successor is announced too; docket sweep finds it if not"},
	"InvalidObjectState": {ErrRefused, "the object is archived", "restore it from its archive (Glacier) and announce it again"},

	"AccessDenied":          {fs.ErrPermission, "S3 denies access", hintAccess},
	"AllAccessDisabled":     {fs.ErrPermission, "S3 denies access", hintAccess},
	"AccountProblem":        {fs.ErrPermission, "S3 denies access", hintAccess},
	"InvalidAccessKeyId":    {ErrCredentials, "S3 does not know the access key", "check AWS_ACCESS_KEY_ID, and that it is one of this server's"},
	"SignatureDoesNotMatch": {ErrCredentials, "the secret is not the one of the access key", "check AWS_SECRET_ACCESS_KEY"},
	"ExpiredToken":          {ErrCredentials, "the credentials have expired", hintRenew},
	"InvalidToken":          {ErrCredentials, "the session's token is not valid", hintRenew},
	"TokenRefreshRequired":  {ErrCredentials, "the credentials have expired", hintRenew},
	"RequestTimeTooSkewed":  {ErrCredentials, "this machine's clock and S3's are too far apart", "set the clock of this machine"},
	"RequestExpired":        {ErrCredentials, "this machine's clock and S3's are too far apart", "set the clock of this machine"},

	"PermanentRedirect":            {ErrNoBucket, "the bucket is in another region", hintRegion},
	"AuthorizationHeaderMalformed": {ErrNoBucket, "the bucket is in another region", hintRegion},
	"IncorrectEndpoint":            {ErrNoBucket, "the bucket is in another region", hintRegion},

	"TemporaryRedirect":          {ErrUnavailable, "the bucket is being moved", ""},
	"RequestTimeout":             {ErrUnavailable, "S3 waited too long for the request", ""},
	"OperationAborted":           {ErrUnavailable, "S3 is busy with the same object", ""},
	"ConditionalRequestConflict": {ErrUnavailable, "S3 is busy with the same object", ""},
}

// Hints that several meanings share.
const (
	hintGone   = "it was deleted since it was announced, or its name in the notice is wrong"
	hintBucket = "check the bucket's name, and that AWS_REGION and AWS_ENDPOINT_URL_S3 lead to where it is"
	hintAccess = "docket needs s3:GetObject, s3:GetObjectVersion and s3:ListBucket, and s3:PutObject where it writes; without s3:ListBucket S3 says the same of an object that is not there"
	hintRenew  = "renew the credentials, or give docket ones that renew themselves"
	hintRegion = "set AWS_REGION to the region of the bucket"
)

func (s *S3) hintReach() string {
	if endpoint := s.Endpoint(); endpoint != "" {
		return "check that S3 runs at " + endpoint + " and can be reached from here"
	}
	return "check the network, AWS_REGION and AWS_ENDPOINT_URL_S3"
}

// meaning is what the answer means.
func (s *S3) meaning(at place, code string, answer *awshttp.ResponseError) meaning {
	status := answer.HTTPStatusCode()
	if m, known := meanings[code]; known {
		if m.hint == hintRegion {
			m.hint = regionHint(answer.Response)
		}
		return m
	}
	if _, throttled := retry.DefaultThrottleErrorCodes[code]; throttled {
		return meaning{ErrUnavailable, "S3 asks to slow down", ""}
	}
	switch {
	case status == http.StatusTooManyRequests:
		return meaning{ErrUnavailable, "S3 asks to slow down", ""}
	case status >= 500 && status != http.StatusNotImplemented:
		return meaning{ErrUnavailable, fmt.Sprintf("S3 is not available, status %d", status), ""}
	case status == http.StatusMovedPermanently:
		return meaning{ErrNoBucket, "the bucket is in another region", regionHint(answer.Response)}
	case status == http.StatusTemporaryRedirect:
		return meanings["TemporaryRedirect"]
	case status == http.StatusPreconditionFailed:
		return meanings["PreconditionFailed"]
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return meanings["AccessDenied"]
	case status == http.StatusMethodNotAllowed && isDeleteMarker(answer.Response):
		return meaning{fs.ErrNotExist, "this version only marks that the object was deleted", hintGone}
	case at.bodiless() && status == http.StatusNotFound:
		return meanings["NoSuchKey"]
	case code == "" && !at.bodiless():
		return meaning{ErrUnavailable, fmt.Sprintf("what answered with status %d is not S3", status), s.hintReach()}
	case status == http.StatusNotFound && at.key == "":
		return meanings["NoSuchBucket"]
	}
	return meaning{kind: ErrRefused}
}

func isDeleteMarker(response *smithyhttp.Response) bool {
	return response != nil && response.Header.Get("X-Amz-Delete-Marker") == "true"
}

// regionHint names the bucket's region where S3 told it.
func regionHint(response *smithyhttp.Response) string {
	if response == nil {
		return hintRegion
	}
	if region := clean(response.Header.Get("X-Amz-Bucket-Region")); region != "" {
		return "set AWS_REGION=" + region
	}
	return hintRegion
}
