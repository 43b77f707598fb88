package reliability

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"docket/deploy"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A node is a NATS server in a process of its own: this very program, told so by its environment.
type node struct {
	config nodeOptions
	cmd    *exec.Cmd
	client *link // the way of workers to it
}

// nodeOptions are what a node is told.
type nodeOptions struct {
	Name   string
	Dir    string
	Port   int      // for clients
	Routed int      // for its peers
	Peers  []string // addresses
}

// nodeConfig is the environment's variable with a node's options.
const nodeConfig = "DOCKET_RELIABILITY_NODE"

// runNode is a node until its standard input ends: when whoever started it is gone.
func runNode(config string) int {
	var o nodeOptions
	if err := json.Unmarshal([]byte(config), &o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	options := &server.Options{
		ServerName: o.Name, Host: "127.0.0.1", Port: o.Port, JetStream: true, StoreDir: o.Dir, NoSigs: true, NoLog: true, SyncAlways: true,
		// Nobody is told of any other way than those that the tests hold.
		Cluster: server.ClusterOpts{Name: "world", Host: "127.0.0.1", Port: o.Routed, NoAdvertise: true, Advertise: "127.0.0.1:1", PoolSize: -1},
	}
	for _, peer := range o.Peers {
		options.Routes = append(options.Routes, &url.URL{Scheme: "nats", Host: peer})
	}
	s, err := server.NewServer(options)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	s.Start()
	_, _ = io.Copy(io.Discard, os.Stdin)
	s.Shutdown()
	s.WaitForShutdown()
	return 0
}

// A cluster is three nodes and the network between them.
type cluster struct {
	t       testing.TB
	nodes   []*node
	between map[[2]int]*link // from one node to another
}

func newCluster(t testing.TB) *cluster {
	t.Helper()
	c := &cluster{t: t, between: map[[2]int]*link{}}
	dir := t.TempDir()
	ports := freePorts(t, 6)
	for i := range 3 {
		n := &node{config: nodeOptions{Name: fmt.Sprint("n", i), Dir: fmt.Sprint(dir, "/", i), Port: ports[2*i], Routed: ports[2*i+1]}}
		n.client = newLink(t, "127.0.0.1:"+strconv.Itoa(n.config.Port))
		c.nodes = append(c.nodes, n)
	}
	for i, n := range c.nodes {
		for j := range c.nodes {
			if i == j {
				continue
			}
			l := newLink(t, "127.0.0.1:"+strconv.Itoa(c.nodes[j].config.Routed))
			c.between[[2]int{i, j}] = l
			n.config.Peers = append(n.config.Peers, l.address())
		}
	}
	for _, n := range c.nodes {
		n.start(t)
		t.Cleanup(n.kill)
	}
	for _, n := range c.nodes {
		eventually(t, n.config.Name+" listens", func(ctx context.Context) error {
			conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", "127.0.0.1:"+strconv.Itoa(n.config.Port))
			if err == nil {
				_ = conn.Close()
			}
			return err
		})
	}
	return c
}

// freePorts are ports that nobody listens on.
func freePorts(t testing.TB, n int) (ports []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

func (n *node) start(t testing.TB) {
	t.Helper()
	program, err := os.Executable()
	must(t, err)
	config, err := json.Marshal(n.config)
	must(t, err)
	n.cmd = exec.Command(program)
	n.cmd.Env = []string{nodeConfig + "=" + string(config)}
	n.cmd.Stderr = os.Stderr
	_, err = n.cmd.StdinPipe() // closed when this program ends, however it does
	must(t, err)
	must(t, n.cmd.Start())
}

// kill ends the node as a machine that fails does.
func (n *node) kill() {
	_ = n.cmd.Process.Kill()
	_ = n.cmd.Wait()
}

func (n *node) signal(t testing.TB, s syscall.Signal) {
	t.Helper()
	must(t, n.cmd.Process.Signal(s))
}

// urls are how workers reach the cluster.
func (c *cluster) urls() (all []string) {
	for _, n := range c.nodes {
		all = append(all, "nats://"+n.client.address())
	}
	return all
}

// isolate cuts a node off from its peers; its clients still reach it.
func (c *cluster) isolate(i int) {
	for pair, l := range c.between {
		if pair[0] == i || pair[1] == i {
			l.cut()
		}
	}
}

// links are all of them.
func (c *cluster) links() (all []*link) {
	for _, n := range c.nodes {
		all = append(all, n.client)
	}
	for _, l := range c.between {
		all = append(all, l)
	}
	return all
}

// mend makes the network whole again.
func (c *cluster) mend() {
	for _, l := range c.links() {
		l.mend(c.t)
	}
}

// settle waits until the cluster stores what it is told, on all its nodes.
func (c *cluster) settle(nc *nats.Conn) {
	c.t.Helper()
	js, err := jetstream.New(nc)
	must(c.t, err)
	eventually(c.t, "the cluster has a leader", func(ctx context.Context) error {
		_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "probe", Replicas: len(c.nodes)})
		return err
	})
	must(c.t, js.DeleteStream(c.t.Context(), "probe"))
}

// standing is how many streams and buckets docket has.
var standing = func() (n int) {
	files, _ := deploy.NATS.ReadDir("nats")
	for _, file := range files {
		if kind, _, _ := strings.Cut(file.Name(), "-"); kind != "consumer" {
			n++
		}
	}
	return n
}()

// current waits until every stream has a leader, and all its replicas what the leader has.
func (c *cluster) current(js jetstream.JetStream) {
	c.t.Helper()
	eventually(c.t, "all replicas are current", func(ctx context.Context) error {
		streams := js.ListStreams(ctx)
		count := 0
		for info := range streams.Info() {
			count++
			switch {
			case info.Cluster == nil || info.Cluster.Leader == "":
				return fmt.Errorf("%s has no leader", info.Config.Name)
			case len(info.Cluster.Replicas) != len(c.nodes)-1:
				return fmt.Errorf("%s has %d replicas", info.Config.Name, len(info.Cluster.Replicas))
			}
			for _, r := range info.Cluster.Replicas {
				if !r.Current || r.Offline {
					return fmt.Errorf("%s on %s is behind", info.Config.Name, r.Name)
				}
			}
		}
		if streams.Err() == nil && count < standing {
			return fmt.Errorf("there are %d streams, want %d", count, standing)
		}
		return streams.Err()
	})
}

// leader is the node that leads a stream.
func (c *cluster) leader(js jetstream.JetStream, stream string) (leader int) {
	c.t.Helper()
	eventually(c.t, stream+" has a leader", func(ctx context.Context) error {
		s, err := js.Stream(ctx, stream)
		if err != nil {
			return err
		}
		name := s.CachedInfo().Cluster.Leader
		if leader, err = strconv.Atoi(strings.TrimPrefix(name, "n")); err != nil {
			return errors.New("no leader")
		}
		return nil
	})
	return leader
}

// eventually waits until something is so. Nobody tells when a cluster has come to terms; it has to be asked.
func eventually(t testing.TB, what string, is func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		once, cancel := context.WithTimeout(ctx, 5*time.Second)
		err := is(once)
		cancel()
		if err == nil {
			return
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			t.Fatalf("it is not so that %s: %v", what, err)
		}
	}
}
