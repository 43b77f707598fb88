package flexport

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Config says where the API is, who calls it, and how patiently. Its zero value lacks only the credentials: one of
// Token, TokenFile, or ClientID with ClientSecret or ClientSecretFile.
type Config struct {
	BaseURL string // default https://api.flexport.com

	Token            Secret // a bearer token
	TokenFile        string // a file that holds one; read again when it changes, and when the API refuses the token
	ClientID         string // OAuth2 client credentials
	ClientSecret     Secret
	ClientSecretFile string // read whenever a token is asked for
	TokenURL         string // default BaseURL and /oauth/token
	Audience         string // API that the token is for; default the origin of BaseURL

	Version    string       // of docket, for the User-Agent; default "dev"
	HTTPClient *http.Client // default one made for the API; it must not retry by itself
	Logger     *slog.Logger // default none

	RatePerSecond  float64       // calls sent in a second, on average; default 5
	Burst          int           // calls sent at once; default 5
	AttemptTimeout time.Duration // for one attempt, until the answer is read; default 30s
	MaxAttempts    int           // of one call; default 4
	RetryPause     time.Duration // before the second attempt, then doubling; default 500ms
	MaxRetryPause  time.Duration // default 15s
	MaxWait        time.Duration // longest Retry-After that a call waits out; default 1m
	TripAfter      int           // failures in a row after which calls are no longer sent; default 5
	DownFor        time.Duration // how long they are not; default 30s
}

// WithDefaults is the configuration with each missing value set to its default.
func (c Config) WithDefaults() Config {
	c.BaseURL = strings.TrimRight(cmp.Or(c.BaseURL, "https://api.flexport.com"), "/")
	c.TokenURL = cmp.Or(c.TokenURL, c.BaseURL+"/oauth/token")
	if base, err := url.Parse(c.BaseURL); err == nil {
		c.Audience = cmp.Or(c.Audience, base.Scheme+"://"+base.Host)
	}
	c.Version = cmp.Or(c.Version, "dev")
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	c.RatePerSecond = cmp.Or(c.RatePerSecond, 5)
	c.Burst = cmp.Or(c.Burst, 5)
	c.AttemptTimeout = cmp.Or(c.AttemptTimeout, 30*time.Second)
	c.MaxAttempts = cmp.Or(c.MaxAttempts, 4)
	c.RetryPause = cmp.Or(c.RetryPause, 500*time.Millisecond)
	c.MaxRetryPause = cmp.Or(c.MaxRetryPause, 15*time.Second)
	c.MaxWait = cmp.Or(c.MaxWait, time.Minute)
	c.TripAfter = cmp.Or(c.TripAfter, 5)
	c.DownFor = cmp.Or(c.DownFor, 30*time.Second)
	return c
}

// Validate reports all that is wrong with a configuration that has its defaults.
func (c Config) Validate() error {
	return errors.Join(
		checkURL("BaseURL", c.BaseURL),
		checkURL("TokenURL", c.TokenURL),
		c.checkCredentials(),
		checkVersion(c.Version),
		atLeast("RatePerSecond", c.RatePerSecond, 0.001),
		atLeast("Burst", c.Burst, 1),
		atLeast("AttemptTimeout", c.AttemptTimeout, time.Millisecond),
		atLeast("MaxAttempts", c.MaxAttempts, 1),
		atLeast("RetryPause", c.RetryPause, 0),
		atLeast("MaxRetryPause", c.MaxRetryPause, c.RetryPause),
		atLeast("MaxWait", c.MaxWait, 0),
		atLeast("TripAfter", c.TripAfter, 1),
		atLeast("DownFor", c.DownFor, time.Millisecond),
	)
}

func (c Config) checkCredentials() error {
	ways := 0
	for _, given := range []bool{!c.Token.IsZero(), c.TokenFile != "", c.ClientID != ""} {
		if given {
			ways++
		}
	}
	switch {
	case ways == 0:
		return errors.New("no credentials: set Token, TokenFile, or ClientID with ClientSecret")
	case ways > 1:
		return errors.New("too many credentials: set only one of Token, TokenFile and ClientID")
	case c.ClientID != "" && c.ClientSecret.IsZero() == (c.ClientSecretFile == ""):
		return errors.New("ClientID needs one of ClientSecret and ClientSecretFile")
	case !c.Token.IsZero():
		return checkToken(c.Token.Reveal())
	default:
		return nil
	}
}

func checkURL(name, text string) error {
	parsed, err := url.Parse(text)
	switch {
	case err != nil: // its text may hold a password
		return fmt.Errorf("%s is no URL", name)
	case parsed.Scheme != "https" && parsed.Scheme != "http", parsed.Host == "":
		return fmt.Errorf("%s must begin with https:// or http:// and a host", name)
	case parsed.User != nil:
		return fmt.Errorf("%s must hold no user name and password", name)
	case parsed.RawQuery != "", parsed.Fragment != "":
		return fmt.Errorf("%s must end with its path, without ? and #", name)
	default:
		return nil
	}
}

func checkVersion(version string) error {
	if strings.ContainsFunc(version, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the version must be of printable ASCII without blanks")
	}
	return nil
}

func atLeast[T cmp.Ordered](name string, value, least T) error {
	if value < least {
		return fmt.Errorf("%s is %v, want at least %v", name, value, least)
	}
	return nil
}

// newTransport is made for calls to one API: few connections, kept for less long than servers keep theirs, because a
// filing sent on a connection that the server is just closing has an unknown outcome.
func newTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxIdleConns:           16,
		MaxIdleConnsPerHost:    16,
		IdleConnTimeout:        20 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
	}
}
