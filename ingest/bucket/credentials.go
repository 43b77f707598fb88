package bucket

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// knocking marks the errors of the credentials' sources, which the SDK returns among all others: some of them look
// like a network that is down, where in truth nobody has set any credentials.
type knocking struct{ aws.CredentialsProvider }

func (k knocking) Retrieve(ctx context.Context) (aws.Credentials, error) {
	credentials, err := k.CredentialsProvider.Retrieve(ctx)
	if err != nil {
		return credentials, &credentialsError{err}
	}
	return credentials, nil
}

// A credentialsError is why there are no credentials.
type credentialsError struct{ cause error }

func (e *credentialsError) Error() string { return "get credentials: " + e.cause.Error() }
func (e *credentialsError) Unwrap() error { return e.cause }

// explain tells a source that cannot be reached, such as STS, from there being no source. The machine's own role is
// the last of the sources that the SDK asks; on most machines that have none, nobody answers.
func (e *credentialsError) explain(at place) *Error {
	var unsent *smithyhttp.RequestSendError
	var asked *smithy.OperationError
	onMachine := errors.As(e.cause, &asked) && asked.ServiceID == "ec2imds"
	if errors.As(e.cause, &unsent) && !onMachine {
		return at.error(ErrUnavailable, "the credentials' source cannot be reached: "+innermost(unsent),
			"check the network, and the AWS_ variables that name the source")
	}
	return at.error(ErrCredentials, "there are no credentials for S3: "+clean(e.cause.Error()),
		"set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role for this machine")
}
