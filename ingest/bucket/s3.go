package bucket

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go/logging"
)

// S3 is a way to the buckets of one account or server. It is safe for concurrent use.
type S3 struct {
	client  *s3.Client
	http    *http.Client
	allowed areas
	maxSize int64
	timeout time.Duration
}

// How long a server may take to say anything at all.
const (
	connectTimeout = 10 * time.Second
	answerTimeout  = 30 * time.Second
)

// Open reads the configuration. It sends nothing to S3: Check does. An error is ErrConfiguration. Close it after use.
func Open(ctx context.Context, options Options) (*S3, error) {
	if wrong := options.check(); wrong != "" {
		return nil, misconfigured(wrong, "")
	}
	allowed, wrong := parseAreas(options.Allow)
	if wrong != "" {
		return nil, misconfigured(wrong, "")
	}
	options = options.withDefaults()
	cfg, err := load(ctx, options)
	if err != nil {
		return nil, err
	}
	s := &S3{http: httpClient(cfg), allowed: allowed, maxSize: options.MaxSize, timeout: options.Timeout}
	s.client = s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.HTTPClient = s.http
		o.DisableLogOutputChecksumValidationSkipped = true // a line on stderr for each file that has no checksum
		options.direct(o)
		options.pace(o)
	})
	if err := endpointTrouble(s.client.Options()); err != nil {
		return nil, err
	}
	return s, nil
}

// Close lets go of idle connections.
func (s *S3) Close() { s.http.CloseIdleConnections() }

// Endpoint is the URL of the server, "" for AWS's own. It is for people.
func (s *S3) Endpoint() string {
	endpoint, err := url.Parse(aws.ToString(s.client.Options().BaseEndpoint))
	if err != nil {
		return ""
	}
	return endpoint.Redacted()
}

// load is the SDK's configuration, from the options alone when they are complete.
func load(ctx context.Context, o Options) (aws.Config, error) {
	client := awshttp.NewBuildableClient().
		WithDialerOptions(func(d *net.Dialer) { d.Timeout = connectTimeout }).
		WithTransportOptions(func(t *http.Transport) { t.ResponseHeaderTimeout = answerTimeout })
	if o.complete() {
		return aws.Config{
			Region:                     o.Region,
			Credentials:                o.credentials(),
			HTTPClient:                 client,
			Logger:                     logging.Nop{},
			RequestChecksumCalculation: aws.RequestChecksumCalculationWhenSupported,
			ResponseChecksumValidation: aws.ResponseChecksumValidationWhenSupported,
		}, nil
	}
	set := []func(*config.LoadOptions) error{config.WithHTTPClient(client), config.WithLogger(logging.Nop{})}
	if o.Region != "" {
		set = append(set, config.WithRegion(o.Region))
	}
	if o.AccessKeyID != "" {
		set = append(set, config.WithCredentialsProvider(o.credentials()))
	}
	cfg, err := config.LoadDefaultConfig(ctx, set...)
	if err != nil {
		return cfg, misconfigured("read AWS's configuration: "+clean(err.Error()),
			"check the AWS_ variables of the environment and the files in ~/.aws")
	}
	return cfg, nil
}

func (o Options) credentials() aws.CredentialsProvider {
	return credentials.NewStaticCredentialsProvider(o.AccessKeyID, o.SecretAccessKey, "")
}

// httpClient is a client whose idle connections can be closed, which the SDK's cannot. It follows no redirect: what
// is signed for one host is worth nothing at another, and the answer itself names the right region.
func httpClient(cfg aws.Config) *http.Client {
	transport := cfg.HTTPClient.(*awshttp.BuildableClient).GetTransport()
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// direct tells the client where the server is. By then it knows the endpoint that the environment names.
func (o Options) direct(client *s3.Options) {
	if o.Endpoint != "" {
		client.BaseEndpoint = &o.Endpoint
	}
	client.UsePathStyle = o.Addressing == ByPath
	if client.BaseEndpoint != nil {
		client.UsePathStyle = client.UsePathStyle || o.Addressing == AutoAddressing && !isAWS(*client.BaseEndpoint)
		if client.Region == "" {
			client.Region = "us-east-1" // what servers of other makers answer to when nobody told them another
		}
	}
	if client.Credentials != nil {
		client.Credentials = knocking{client.Credentials}
	}
}

// pace tells the client how often and how fast to try again. By then it knows what the environment says of attempts.
func (o Options) pace(client *s3.Options) {
	if o.Attempts > 0 {
		client.RetryMaxAttempts = o.Attempts
	}
	if o.MaxBackoff > 0 {
		client.Retryer = retry.NewStandard(func(r *retry.StandardOptions) {
			r.MaxAttempts = client.RetryMaxAttempts // 0 is the default
			r.MaxBackoff = o.MaxBackoff
		})
	}
}

// endpointTrouble says what keeps the client from knowing its server.
func endpointTrouble(client s3.Options) error {
	if client.BaseEndpoint == nil {
		if client.Region == "" {
			return misconfigured("no region is set", "set AWS_REGION to the region of the buckets, or AWS_ENDPOINT_URL_S3 for a server of another maker")
		}
		return nil
	}
	endpoint, err := url.Parse(*client.BaseEndpoint)
	if err != nil || endpoint.Host == "" || (endpoint.Scheme != "http" && endpoint.Scheme != "https") {
		return misconfigured("the endpoint is no URL", "set AWS_ENDPOINT_URL_S3 to one such as http://127.0.0.1:9000")
	}
	return nil
}

// isAWS says whether the endpoint is one of AWS's, such as that of a VPC.
func isAWS(endpoint string) bool {
	parsed, err := url.Parse(endpoint)
	if err != nil {
		return false
	}
	host := parsed.Hostname()
	return strings.HasSuffix(host, ".amazonaws.com") || strings.HasSuffix(host, ".amazonaws.com.cn")
}

func misconfigured(message, hint string) error {
	return &Error{Op: "configure S3", Err: ErrConfiguration, Message: message, hint: hint}
}
