package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"text/tabwriter"
	"time"

	"docket/publish/sandbox"
)

type devCmd struct {
	Dir         string       `default:".docket" help:"Folder that everything is kept in." placeholder:"DIR" env:"DOCKET_DIR"`
	NATSPort    int          `name:"nats-port" default:"4222" help:"Port of NATS, 0 for any."`
	S3Port      int          `name:"s3-port" default:"9000" help:"Port of S3, 0 for any."`
	APIPort     int          `name:"api-port" default:"8080" help:"Port of the API's sandbox, 0 for any."`
	HTTPPort    int          `name:"http-port" default:"8090" help:"Port of the worker's own pages, 0 for any."`
	Concurrency int          `default:"2" help:"Documents at a time."`
	Memory      memoryFlags  `embed:"" prefix:"memory-"`
	Mapping     mappingFlags `embed:"" group:"Filings"`
}

func (devCmd) Help() string {
	return `Runs NATS, S3, the customs API's sandbox and a worker in this process, all on this machine, and keeps what they hold in a
folder: stop it and start it again, and nothing is lost. It prints how to reach each, and what to paste into another
terminal to drop a spreadsheet into the bucket "inbox" and to watch the results, and the address of the review desk, a page
with what becomes of each file and the filings that wait for a person. Its token is a new one at each start.

Exit status: 0 stopped by an interrupt, 2 the folder cannot be used, 3 a port is taken.`
}

func (c devCmd) Run(w *world) error {
	log := w.logs.logger(w.err)
	if err := c.Memory.check(); err != nil {
		return usageError{err}
	}
	c.Memory.aim(log)
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return usageError{fmt.Errorf("make the folder %s: %w", c.Dir, cause(err))}
	}
	if err := c.portsFree(); err != nil {
		return err
	}
	m, err := startMachine(w.ctx, machineOptions{
		dir: c.Dir, keep: true, ports: ports{nats: c.NATSPort, s3: c.S3Port, api: c.APIPort}, inbox: "inbox", announce: "s3",
		sandbox: sandbox.Options{ImportCustoms: true},
	}, log)
	if err != nil {
		return err
	}
	api, err := m.client(log)
	if err != nil {
		return errors.Join(err, m.close())
	}
	defer api.Close()
	flags := workerFlags{Mapping: c.Mapping, Name: "dev", Copies: true, Receipts: true, Concurrency: c.Concurrency, Grace: 10 * time.Second, TimeLimit: 10 * time.Minute, Folders: 1, Ahead: true, Brake: brakeFlags{After: 5, Within: time.Hour}}
	flags.API.Account, flags.Follow = "sandbox", followFlags{First: time.Second, Most: 10 * time.Second}
	flags.Listen, flags.ReviewToken = fmt.Sprintf("127.0.0.1:%d", c.HTTPPort), rand.Text()
	job, err := flags.job(m.bus, m.files, api, log)
	if err != nil {
		return errors.Join(err, m.close())
	}
	surface, err := flags.expose(w.ctx, job, log)
	if err != nil {
		return errors.Join(err, m.close())
	}
	err = c.tell(w, m, surface.url+"/review/login#"+flags.ReviewToken)
	if err == nil {
		err = job.Run(w.ctx)
	}
	return errors.Join(err, surface.close(), m.close())
}

// portsFree says which port cannot be listened on, before anything is started.
func (c devCmd) portsFree() error {
	for _, flag := range []struct {
		name string
		port int
	}{{"--nats-port", c.NATSPort}, {"--s3-port", c.S3Port}, {"--api-port", c.APIPort}, {"--http-port", c.HTTPPort}} {
		if flag.port < 0 || flag.port > 65535 {
			return usageError{fmt.Errorf("%s is %d; ports are 0 to 65535, 0 for any that is free", flag.name, flag.port)}
		}
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", flag.port))
		if err != nil {
			hint := fmt.Sprintf("something else listens there, perhaps another \"docket dev\"; choose another with %s, or 0 for any that is free", flag.name)
			return serviceError{complaint{err, hint}}
		}
		if err := listener.Close(); err != nil {
			return serviceError{err}
		}
	}
	return nil
}

// tell prints how to reach what runs.
func (c devCmd) tell(w *world, m *machine, desk string) error {
	out := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(out, "NATS\t%s\n", m.nats.URL())
	fmt.Fprintf(out, "S3\t%s\tbucket inbox\n", m.store.Endpoint())
	fmt.Fprintf(out, "API\t%s\tbearer token sandbox; its page is there too\n", m.web.url)
	fmt.Fprintf(out, "review desk\t%s\twhat follows the # is its token\n", desk)
	fmt.Fprintf(out, "kept in\t%s\n", c.Dir)
	if err := out.Flush(); err != nil {
		return err
	}
	id, secret := m.store.Credentials()
	_, err := fmt.Fprintf(w.out, `
To drop a file in, in another terminal:

  export NATS_URL=%s
  export AWS_ENDPOINT_URL_S3=%s AWS_REGION=%s AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s
  aws s3 cp my.xlsx s3://inbox/my.xlsx
  docket results -f
`, m.nats.URL(), m.store.Endpoint(), m.store.Region(), id, secret)
	return err
}
