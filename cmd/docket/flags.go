package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"docket/ingest"
	"docket/ingest/sweep"
	"docket/mapping"
	"docket/mapping/profile"
	"docket/publish/bus"
	"docket/publish/evidence"
	"docket/publish/flexport"
	"docket/publish/follow"
	"docket/publish/ledger"
	"docket/validate"
)

// busFlags say how to reach NATS, by the names of its own ecosystem.
type busFlags struct {
	URL      string `name:"url" default:"nats://127.0.0.1:4222" help:"NATS servers, several separated by commas." env:"NATS_URL"`
	Creds    string `help:"File with a user's JWT and NKEY seed." placeholder:"FILE" env:"NATS_CREDS"`
	NKey     string `name:"nkey" help:"File with an NKEY seed." placeholder:"FILE" env:"NATS_NKEY"`
	User     string `help:"User, with --nats-password." placeholder:"NAME" env:"NATS_USER"`
	Password string `help:"Password; better given by the environment." placeholder:"SECRET" env:"NATS_PASSWORD"`
	Token    string `help:"Token; better given by the environment." placeholder:"SECRET" env:"NATS_TOKEN"`
	CA       string `name:"ca" help:"File with the certificates that the server's is checked by." placeholder:"FILE" env:"NATS_CA"`
	Cert     string `help:"File with the client's certificate." placeholder:"FILE" env:"NATS_CERT"`
	Key      string `help:"File with the key of the client's certificate." placeholder:"FILE" env:"NATS_KEY"`
}

func (f busFlags) options(name string) bus.Options {
	return bus.Options{
		URL: f.URL, Creds: f.Creds, NKey: f.NKey, User: f.User, Password: f.Password, Token: f.Token, CA: f.CA, Cert: f.Cert, Key: f.Key, Name: name,
	}
}

// open connects to NATS and makes what is missing there.
func (f busFlags) open(w *world, name string) (*bus.Bus, error) {
	options := f.options(name)
	options.Log = w.logs.logger(w.err)
	nc, err := bus.Connect(options)
	if err != nil {
		return nil, err
	}
	b, err := bus.Open(w.ctx, nc)
	if err != nil {
		nc.Close()
		return nil, err
	}
	return b, nil
}

// apiFlags say where the customs API is and who calls it.
type apiFlags struct {
	URL              string        `name:"url" default:"https://api.flexport.com" help:"Where the customs API is." env:"DOCKET_API_URL"`
	Token            string        `help:"Bearer token; better given by the environment or a file." placeholder:"SECRET" env:"DOCKET_API_TOKEN"`
	TokenFile        string        `help:"File with a bearer token; read again when it changes." placeholder:"FILE" env:"DOCKET_API_TOKEN_FILE"`
	ClientID         string        `help:"Client id of OAuth2 client credentials, with --api-client-secret." placeholder:"ID" env:"DOCKET_API_CLIENT_ID"`
	ClientIDFile     string        `help:"File with the client id." placeholder:"FILE" env:"DOCKET_API_CLIENT_ID_FILE"`
	ClientSecret     string        `help:"Client secret; better given by the environment or a file." placeholder:"SECRET" env:"DOCKET_API_CLIENT_SECRET"`
	ClientSecretFile string        `help:"File with the client secret." placeholder:"FILE" env:"DOCKET_API_CLIENT_SECRET_FILE"`
	Rate             float64       `default:"5" help:"Calls a second, on average, of all workers of the account together." env:"DOCKET_API_RATE"`
	Timeout          time.Duration `default:"30s" help:"How long one call may take, until its answer is read." env:"DOCKET_API_TIMEOUT"`
	Account          string        `default:"default" help:"Your name for whose credentials these are: letters, digits, - and _. What was filed under one name is unknown under another, so keep it." env:"DOCKET_API_ACCOUNT"`

	WebhookID         string `help:"Webhook, by its id in the Flexport App, that is to be called when an order has been created." placeholder:"UUID" env:"DOCKET_API_WEBHOOK_ID"`
	WebhookSecret     string `help:"Secret token of the webhook; better given by the environment or a file." placeholder:"SECRET" env:"DOCKET_API_WEBHOOK_SECRET"`
	WebhookSecretFile string `help:"File with the secret token of the webhook; with two, one a line, while one replaces the other." placeholder:"FILE" env:"DOCKET_API_WEBHOOK_SECRET_FILE"`
}

// mappingFlags say how files become filings.
type mappingFlags struct {
	OrdersFromISF bool    `name:"orders-from-isf" help:"Make a customs order beside each ISF, from the same worksheet. Default: only from bills of lading." env:"DOCKET_ORDERS_FROM_ISF"`
	ImportCustoms bool    `default:"true" negatable:"" help:"Ask in orders for import clearance. It is the default." env:"DOCKET_IMPORT_CUSTOMS"`
	HoldBelow     float64 `default:"0.9" help:"Confidence, 0 to 1, below which a filing waits for a person; docs/confidence.md tells what each would hold." env:"DOCKET_HOLD_BELOW"`
	Rules         string  `help:"Rules file: levels of checks, and what is plausible; see \"docket rules --help\"." placeholder:"FILE" env:"DOCKET_RULES"`

	Profiles []string `help:"Profiles of senders' files, or folders of them; may be given several times." placeholder:"FILE" env:"DOCKET_PROFILES"`
}

func (f mappingFlags) options(now time.Time) (mapping.Options, error) {
	set, err := loadProfiles(f.Profiles...)
	return mapping.Options{
		OrdersFromISF: f.OrdersFromISF, Services: mapping.Services{ImportCustoms: f.ImportCustoms}, HoldBelow: f.HoldBelow, Profiles: set, Now: now,
	}, err
}

// checker is the checker of the configuration. That it can check by what each profile says of the rules is seen to here,
// before any file is read.
func (f mappingFlags) checker(profiles profile.Set) (*validate.Checker, error) {
	checker, err := checkerOf(f.Rules)
	if err != nil {
		return nil, err
	}
	for _, p := range profiles {
		if _, err := checkerFor(checker, p); err != nil {
			return nil, err
		}
	}
	return checker, nil
}

// followFlags say how often orders are looked at until their release.
type followFlags struct {
	First time.Duration `default:"2s" help:"First look at an order after it was submitted or has changed; later ones are ever further apart." env:"DOCKET_FOLLOW_FIRST"`
	Most  time.Duration `default:"4h" help:"Longest wait between two looks." env:"DOCKET_FOLLOW_MOST"`
}

func (f followFlags) pace() (follow.Pace, error) {
	if f.First <= 0 || f.Most < f.First {
		return follow.Pace{}, usageError{fmt.Errorf("--follow-first %v has to be above 0 and at most --follow-most %v", f.First, f.Most)}
	}
	pace := follow.DefaultPace
	pace.First, pace.Most = f.First, f.Most
	return pace, nil
}

// brakeFlags say how often a filing may be amended.
type brakeFlags struct {
	After  int           `default:"5" help:"Amendments of a filing within --brake-within after which the next waits, and then only the newest version of the file is filed; 0 for no limit." env:"DOCKET_BRAKE_AFTER"`
	Within time.Duration `default:"1h" help:"Time that these amendments are counted in." env:"DOCKET_BRAKE_WITHIN"`
}

func (f brakeFlags) brake() ledger.Brake { return ledger.Brake{After: f.After, Within: f.Within} }

func (f brakeFlags) check() error {
	switch {
	case f.After < 0 || f.After > ledger.MostRemembered:
		return fmt.Errorf("--brake-after is %d; it can be 1 to %d, or 0 for no limit", f.After, ledger.MostRemembered)
	case f.After > 0 && (f.Within <= 0 || f.Within > ledger.LongestBrake):
		return fmt.Errorf("--brake-within is %v; it has to be more than 0s and at most %v", f.Within, ledger.LongestBrake)
	}
	return nil
}

// workerFlags are all that a worker needs to know.
type workerFlags struct {
	NATS    busFlags     `embed:"" prefix:"nats-" group:"NATS"`
	API     apiFlags     `embed:"" prefix:"api-" group:"Customs API"`
	Mapping mappingFlags `embed:"" group:"Filings"`
	Follow  followFlags  `embed:"" prefix:"follow-" group:"Following orders"`
	Brake   brakeFlags   `embed:"" prefix:"brake-" group:"Filings"`
	Memory  memoryFlags  `embed:"" prefix:"memory-"`
	Listen  string       `name:"http-listen" help:"Address to answer HTTP on, such as :8090: /healthz, /readyz, /webhooks/flexport if there is a webhook secret, and /review/ if there is a review token. Default: none." placeholder:"ADDR" env:"DOCKET_HTTP_LISTEN"`
	Sweep   sweepFlags   `embed:"" prefix:"sweep-" group:"Sweeping buckets"`

	ReviewToken     string `help:"Token to sign in to the review page with, on /review/ of --http-listen; better given by the environment or a file. Default: no page." placeholder:"SECRET" env:"DOCKET_REVIEW_TOKEN"`
	ReviewTokenFile string `help:"File with the token of the review page." placeholder:"FILE" env:"DOCKET_REVIEW_TOKEN_FILE"`

	Name        string        `help:"Name of this worker in logs and dead letters. Default: the machine's and the process's number." placeholder:"NAME" env:"DOCKET_NAME"`
	Concurrency int           `default:"2" help:"Documents at a time." env:"DOCKET_CONCURRENCY"`
	Grace       time.Duration `default:"25s" help:"How long documents in hand may take after a stop signal." env:"DOCKET_GRACE"`
	TimeLimit   time.Duration `default:"10m" help:"How long one document may take, waiting for services not counted." env:"DOCKET_TIME_LIMIT"`
	Lease       time.Duration `default:"90s" help:"How long a filing that a worker has in hand is left alone by all others, should the worker die." env:"DOCKET_LEASE"`
	Copies      bool          `default:"true" negatable:"" help:"Put a copy of each workbook with what is wrong on its cells beside it, as NAME.marked.xlsx." env:"DOCKET_COPIES"`
	Receipts    bool          `default:"true" negatable:"" help:"Keep a receipt of each request that the customs API answers: what was sent, from which file, on whose word, and the answer." env:"DOCKET_RECEIPTS"`
	ReceiptsIn  string        `help:"Where receipts go. Default: the folder docket-receipts of the bucket that the file came from." placeholder:"s3://BUCKET/PREFIX" env:"DOCKET_RECEIPTS_IN"`
	MaxObject   int64         `default:"67108864" help:"Bytes of the largest file that is read; the default is 64 MiB." env:"DOCKET_MAX_OBJECT"`
	Folders     int           `name:"sender-folders" default:"1" help:"Folders of a key that tell senders apart, beside the bucket: each gets its fair share of the work. With 1, acme/isf.xlsx is of acme." placeholder:"N" env:"DOCKET_SENDER_FOLDERS"`
	Ahead       bool          `name:"read-ahead" default:"true" negatable:"" help:"While many files of a sender wait, read them ahead of their turn, and work first on those whose deadline is near." env:"DOCKET_READ_AHEAD"`
	Bucket      []string      `help:"Buckets that files may come from, or parts of one, as inbox/acme. Default: any that the credentials can read." placeholder:"BUCKET" env:"DOCKET_BUCKET"`
}

// api is the client for the customs API.
func (f workerFlags) api(w *world) (*flexport.Client, error) {
	id, err := secret("api-client-id", f.API.ClientID, f.API.ClientIDFile)
	if err != nil {
		return nil, err
	}
	config := flexport.Config{
		BaseURL: f.API.URL, Token: flexport.NewSecret(f.API.Token), TokenFile: f.API.TokenFile, ClientID: id,
		ClientSecret: flexport.NewSecret(f.API.ClientSecret), ClientSecretFile: f.API.ClientSecretFile,
		RatePerSecond: f.API.Rate, AttemptTimeout: f.API.Timeout, Version: version(), Logger: w.logs.logger(w.err),
	}
	client, err := flexport.New(config)
	if err != nil {
		return nil, usageError{fmt.Errorf("customs API: %w", err)}
	}
	return client, nil
}

// archive is where receipts go.
func (f workerFlags) archive(files ingest.Files) (ingest.Archive, error) {
	archive := ingest.Archive{Files: files}
	if f.ReceiptsIn == "" {
		return archive, nil
	}
	area, err := sweep.ParseArea(f.ReceiptsIn)
	if err != nil {
		return archive, usageError{fmt.Errorf("--receipts-in: %w", err)}
	}
	archive.Bucket, archive.Prefix = area.Bucket, area.Prefix
	return archive, nil
}

// areas are what the worker may touch: what files may come from, and where receipts go. None means everything.
func (f workerFlags) areas() []string {
	areas := slices.Clone(f.Bucket)
	switch {
	case len(areas) == 0 || !f.Receipts:
	case f.ReceiptsIn != "":
		areas = append(areas, f.ReceiptsIn)
	default:
		for _, from := range f.Bucket {
			name, _, _ := strings.Cut(strings.TrimPrefix(from, "s3://"), "/")
			areas = append(areas, name+"/"+evidence.Folder)
		}
	}
	return areas
}

func (f workerFlags) name() string {
	if f.Name != "" {
		return f.Name
	}
	host, err := os.Hostname()
	if err != nil {
		return "docket"
	}
	return fmt.Sprintf("%s-%d", host, os.Getpid())
}
