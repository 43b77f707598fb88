package bus

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// Options say how to reach NATS, by the names of its own ecosystem.
type Options struct {
	URL      string // NATS_URL; several separated by commas
	Creds    string // NATS_CREDS: file with a user's JWT and NKEY seed
	NKey     string // NATS_NKEY: file with an NKEY seed
	User     string // NATS_USER
	Password string // NATS_PASSWORD
	Token    string // NATS_TOKEN
	CA       string // NATS_CA: file with the certificates that the server's is checked by
	Cert     string // NATS_CERT, with Key: files of the client's certificate
	Key      string // NATS_KEY
	Name     string // of this client, as servers list it

	Log *slog.Logger // what happens to the connection while nobody asks; nil for the ways of NATS's client
}

// Unreachable says that no server answered, or none that lets us in.
type Unreachable struct {
	URL string
	Err error
}

func (e *Unreachable) Error() string { return fmt.Sprintf("connect to NATS at %s: %v", e.URL, e.Err) }

func (e *Unreachable) Unwrap() error { return e.Err }

// Hint tells what to do.
func (e *Unreachable) Hint() string {
	if errors.Is(e.Err, nats.ErrAuthorization) || errors.Is(e.Err, nats.ErrAuthExpired) {
		return "check NATS_CREDS, NATS_NKEY or NATS_USER and NATS_PASSWORD"
	}
	return `check NATS_URL; "docket dev" runs a server here`
}

// Misconfigured says that a setting cannot be used.
type Misconfigured struct {
	Setting string // as "NATS_CREDS"
	Err     error
}

func (e *Misconfigured) Error() string { return fmt.Sprintf("use %s: %v", e.Setting, e.Err) }

func (e *Misconfigured) Unwrap() error { return e.Err }

// Hint tells what to do.
func (e *Misconfigured) Hint() string {
	return "check the file that " + e.Setting + " names, and that docket may read it"
}

// Connect connects to NATS and keeps reconnecting for as long as the connection is open. An error is *Misconfigured or
// *Unreachable.
func Connect(o Options) (*nats.Conn, error) {
	options := nats.GetDefaultOptions()
	for server := range strings.SplitSeq(o.URL, ",") {
		options.Servers = append(options.Servers, strings.TrimSpace(server))
	}
	options.Name = o.Name
	if o.Log != nil {
		saidBy(o.Log, &options)
	}
	options.MaxReconnect, options.ReconnectWait = -1, 500*time.Millisecond
	options.ReconnectJitter, options.ReconnectJitterTLS = 250*time.Millisecond, time.Second
	options.Timeout, options.PingInterval, options.MaxPingsOut = 5*time.Second, 20*time.Second, 2
	options.User, options.Password, options.Token = o.User, o.Password, o.Token
	for _, file := range []struct {
		setting, name string
		use           func() nats.Option
	}{
		{"NATS_CREDS", o.Creds, func() nats.Option { return credentials(o.Creds) }},
		{"NATS_NKEY", o.NKey, func() nats.Option { return nkey(o.NKey) }},
		{"NATS_CA", o.CA, func() nats.Option { return nats.RootCAs(o.CA) }},
		{"NATS_CERT and NATS_KEY", o.Cert + o.Key, func() nats.Option { return nats.ClientCert(o.Cert, o.Key) }},
	} {
		if file.name == "" {
			continue
		}
		if err := file.use()(&options); err != nil {
			return nil, &Misconfigured{Setting: file.setting, Err: err}
		}
	}
	nc, err := options.Connect()
	if err != nil {
		return nil, &Unreachable{URL: safeURL(o.URL), Err: err}
	}
	return nc, nil
}

// credentials is nats.UserCredentials that looks into its file at once: a wrong file is not a server that does not
// answer.
func credentials(file string) nats.Option {
	return func(o *nats.Options) error {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if _, err := nkeys.ParseDecoratedJWT(text); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if _, err := nkeys.ParseDecoratedNKey(text); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		return nats.UserCredentials(file)(o)
	}
}

func nkey(file string) nats.Option {
	return func(o *nats.Options) error {
		option, err := nats.NkeyOptionFromSeed(file)
		if err != nil {
			return err
		}
		return option(o)
	}
}

// safeURL is the URL without what may stand before its "@": a user and a password, or a token.
func safeURL(urls string) string {
	parts := strings.Split(urls, ",")
	for i, url := range parts {
		if scheme, rest, found := strings.Cut(url, "://"); found {
			parts[i] = scheme + "://" + rest[strings.LastIndexByte(rest, '@')+1:]
		} else {
			parts[i] = url[strings.LastIndexByte(url, '@')+1:]
		}
	}
	return strings.Join(parts, ",")
}
