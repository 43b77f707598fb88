package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"docket/ingest/bucket"
)

// A complaint is an error of the configuration that knows what to do about it.
type complaint struct {
	error
	hint string
}

func (c complaint) Unwrap() error { return c.error }

// Hint tells what to do.
func (c complaint) Hint() string { return c.hint }

// accountName is what an account may be called; it becomes part of the ledger's keys.
var accountName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// check says all that is wrong with a worker's configuration, in the words of its flags. It calls nobody.
func (f workerFlags) check() error {
	problems := []error{f.API.check(), f.Mapping.check(), f.NATS.check(), f.Sweep.check(), f.Brake.check(), f.Memory.check()}
	if f.Lease <= 0 {
		problems = append(problems, fmt.Errorf("--lease is %v; it must be longer than nothing", f.Lease))
	}
	if f.Concurrency < 1 {
		problems = append(problems, fmt.Errorf("--concurrency is %d; at least 1 document at a time", f.Concurrency))
	}
	if f.Folders < 0 {
		problems = append(problems, fmt.Errorf("--sender-folders is %d; it cannot be less than 0, which tells senders apart by the bucket alone", f.Folders))
	}
	if f.Grace < 0 {
		problems = append(problems, fmt.Errorf("--grace is %v; it cannot be less than 0s", f.Grace))
	}
	if f.TimeLimit <= 0 {
		problems = append(problems, fmt.Errorf("--time-limit is %v; a document needs some time, such as 10m", f.TimeLimit))
	}
	if f.MaxObject < 1 {
		problems = append(problems, fmt.Errorf("--max-object is %d; at least 1 byte", f.MaxObject))
	}
	if err := errors.Join(problems...); err != nil {
		return usageError{err}
	}
	return nil
}

func (f apiFlags) check() error {
	const ways = "DOCKET_API_TOKEN_FILE, DOCKET_API_TOKEN, or DOCKET_API_CLIENT_ID with DOCKET_API_CLIENT_SECRET"
	var problems []error
	token, id, secret := f.Token != "" || f.TokenFile != "", f.ClientID != "" || f.ClientIDFile != "", f.ClientSecret != "" || f.ClientSecretFile != ""
	switch {
	case !token && !id && !secret:
		problems = append(problems, complaint{
			errors.New("no credentials for the customs API are given"),
			"set " + ways + `; to try it out, run "docket sandbox" and set DOCKET_API_URL and DOCKET_API_TOKEN as "docket sandbox --help" shows`,
		})
	case token && (id || secret), f.Token != "" && f.TokenFile != "":
		problems = append(problems, complaint{errors.New("the customs API's credentials are given in more than one way"), "set one of " + ways})
	case id != secret:
		problems = append(problems, complaint{
			errors.New("of --api-client-id and --api-client-secret only one is given"), "the two belong together; each may be given as a file too",
		})
	}
	problems = append(problems, readable("--api-token-file", f.TokenFile), readable("--api-client-id-file", f.ClientIDFile),
		readable("--api-client-secret-file", f.ClientSecretFile))
	if f.Rate <= 0 {
		problems = append(problems, fmt.Errorf("--api-rate is %v; it must be more than 0 calls a second", f.Rate))
	}
	if f.Timeout <= 0 {
		problems = append(problems, fmt.Errorf("--api-timeout is %v; a call needs some time, such as 30s", f.Timeout))
	}
	if !accountName.MatchString(f.Account) {
		problems = append(problems, fmt.Errorf("--api-account is %q; it may have 1 to 64 letters, digits, - and _", f.Account))
	}
	return errors.Join(problems...)
}

func (f mappingFlags) check() error {
	profiles, unread := loadProfiles(f.Profiles...)
	_, err := f.checker(profiles)
	if f.HoldBelow < 0 || f.HoldBelow > 1 {
		err = errors.Join(err, fmt.Errorf("--hold-below is %v; it must be from 0, which holds nothing for its confidence, to 1", f.HoldBelow))
	}
	return errors.Join(err, unread)
}

func (f busFlags) check() error {
	problems := []error{
		readable("--nats-creds", f.Creds), readable("--nats-nkey", f.NKey), readable("--nats-ca", f.CA),
		readable("--nats-cert", f.Cert), readable("--nats-key", f.Key),
	}
	if (f.Cert == "") != (f.Key == "") {
		problems = append(problems, errors.New("of --nats-cert and --nats-key only one is given; the two belong together"))
	}
	return errors.Join(problems...)
}

// readable says why a file that a flag names cannot be read.
func readable(flag, name string) error {
	if name == "" {
		return nil
	}
	text, err := os.ReadFile(name)
	switch {
	case err != nil:
		return fmt.Errorf("%s: read %s: %w", flag, name, cause(err))
	case strings.TrimSpace(string(text)) == "":
		return fmt.Errorf("%s: %s is empty", flag, name)
	}
	return nil
}

// bucket is the worker's S3. Nothing is sent to it yet.
func (f workerFlags) bucket(w *world) (*bucket.S3, error) {
	files, err := bucket.Open(w.ctx, bucket.Options{MaxSize: f.MaxObject, Allow: f.areas()})
	if err != nil {
		return nil, usageError{err}
	}
	return files, nil
}
