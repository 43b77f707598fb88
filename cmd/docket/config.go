package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
)

// readConfig reads a configuration file: the flags' names and their values. Nested maps join their keys with a dash,
// so that "api: {url: ...}" is the flag --api-url.
func readConfig(r io.Reader) (kong.Resolver, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read the configuration file: %w", err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("read the configuration file: %w", err)
	}
	values := map[string]any{}
	flatten("", tree, values)
	return configFile(values), nil
}

func flatten(prefix string, tree, into map[string]any) {
	for key, v := range tree {
		name := strings.ReplaceAll(prefix+key, "_", "-")
		if below, ok := v.(map[string]any); ok {
			flatten(name+"-", below, into)
			continue
		}
		into[name] = v
	}
}

// configFile resolves flags that neither the command line nor the environment gives.
type configFile map[string]any

// Validate refuses names that no flag has: a misspelt setting must not be passed over.
func (c configFile) Validate(app *kong.Application) error {
	var known []string
	var walk func(*kong.Node)
	walk = func(n *kong.Node) {
		for _, f := range n.Flags {
			known = append(known, f.Name)
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(app.Node)
	var unknown []string
	for name := range c {
		if !slices.Contains(known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return complaint{
			fmt.Errorf("the configuration file sets what docket does not know: %s", strings.Join(unknown, ", ")),
			`the names are those of the flags, without the dashes in front: "docket config show" lists the worker's`,
		}
	}
	return nil
}

// Resolve gives a flag its value from the file, unless the environment gives it one.
func (c configFile) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, env := range flag.Envs {
		if _, set := os.LookupEnv(env); set {
			return nil, nil
		}
	}
	v, found := c[flag.Name]
	if !found {
		return nil, nil
	}
	return v, nil
}

// logFlags say what is logged and how. Logs go to standard error; they hold no cell contents and no secrets.
type logFlags struct {
	Level  string `default:"info" enum:"debug,info,warn,error" help:"Least level that is logged: debug, info, warn or error." env:"DOCKET_LOG_LEVEL"`
	Format string `default:"text" enum:"text,json" help:"Form of log lines: text or json." env:"DOCKET_LOG_FORMAT"`
}

func (f logFlags) logger(to io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(f.Level)) // kong has checked it
	options := &slog.HandlerOptions{Level: level}
	if f.Format == "json" {
		return slog.New(slog.NewJSONHandler(to, options))
	}
	return slog.New(slog.NewTextHandler(to, options))
}

// secret is the value of a flag or of the file that the flag's sibling names.
func secret(name, value, file string) (string, error) {
	switch {
	case value != "" && file != "":
		return "", usageError{fmt.Errorf("--%s and --%s-file are both given", name, name)}
	case file == "":
		return value, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", usageError{fmt.Errorf("read --%s-file: %w", name, err)}
	}
	if value = strings.TrimSpace(string(text)); value == "" {
		return "", usageError{errors.New("--" + name + "-file is empty: " + file)}
	}
	return value, nil
}

type configCmd struct {
	Check configCheckCmd `cmd:"" help:"Say whether the worker's configuration is sound."`
	Show  configShowCmd  `cmd:"" help:"Print the worker's configuration, secrets masked."`
}

type configCheckCmd struct {
	workerFlags
}

func (configCheckCmd) Help() string {
	return `Reads what "docket worker" would read: flags, environment, docket.yaml and the files that they name. Give it the flags that you
give the worker. It calls nobody. Exit status 2 if the worker would not start.`
}

func (c configCheckCmd) Run(w *world) error {
	if err := c.check(); err != nil {
		return err
	}
	if _, err := c.webhook(nil, nil); err != nil {
		return err
	}
	if _, err := c.reviewToken(); err != nil {
		return err
	}
	if _, err := c.Follow.pace(); err != nil {
		return err
	}
	api, err := c.api(w)
	if err != nil {
		return err
	}
	api.Close()
	files, err := c.bucket(w)
	if err != nil {
		return err
	}
	files.Close()
	_, err = fmt.Fprintln(w.out, "The configuration is sound. Nobody was called: the worker finds out whether NATS, S3 and the API let it in.")
	return err
}

type configShowCmd struct {
	workerFlags
}

// masked are the flags whose values are secrets.
var masked = []string{"api-token", "api-client-secret", "api-webhook-secret", "nats-password", "nats-token", "review-token"}

func (configShowCmd) Help() string {
	return `Prints each flag of "docket worker" with the value that it would have, whether from the command line, the environment, docket.yaml
or by default. It is in the form of that file. S3 is not among it: AWS's own variables and files say how to
reach it.`
}

func (configShowCmd) Run(w *world) error {
	for _, flag := range w.parsed.Flags() {
		if flag.Name == "help" || flag.Name == "config" {
			continue
		}
		v := fmt.Sprint(w.parsed.FlagValue(flag))
		if list, ok := w.parsed.FlagValue(flag).([]string); ok {
			v = "[" + strings.Join(list, ", ") + "]"
		}
		if slices.Contains(masked, flag.Name) && v != "" {
			v = `"********"`
		}
		if strings.HasSuffix(flag.Name, "url") {
			v = withoutCredentials(v)
		}
		if _, err := fmt.Fprintf(w.out, "%s: %s\n", flag.Name, v); err != nil {
			return err
		}
	}
	return nil
}

// withoutCredentials is a list of URLs without users, passwords and tokens.
func withoutCredentials(urls string) string {
	parts := strings.Split(urls, ",")
	for i, url := range parts {
		if scheme, rest, found := strings.Cut(url, "://"); found {
			if at := strings.LastIndexByte(rest, '@'); at >= 0 {
				parts[i] = scheme + "://********@" + rest[at+1:]
			}
		}
	}
	return strings.Join(parts, ",")
}
