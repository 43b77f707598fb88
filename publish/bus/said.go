package bus

import (
	"errors"
	"log/slog"

	"github.com/nats-io/nats.go"
)

// saidBy has a connection say what happens to it between calls. Without, it writes that to the standard error in a form of its
// own, or keeps it to itself.
func saidBy(log *slog.Logger, options *nats.Options) {
	options.AsyncErrorCB = func(_ *nats.Conn, sub *nats.Subscription, err error) {
		log := log
		if sub != nil {
			log = log.With("subject", sub.Subject)
		}
		if !errors.Is(err, nats.ErrSlowConsumer) {
			log.Warn("NATS reports an error", "error", err)
			return
		}
		if sub != nil {
			if dropped, err := sub.Dropped(); err == nil {
				log = log.With("dropped", dropped)
			}
		}
		log.Warn("slow consumer: more came from NATS than there is room for here; what was dropped is delivered again where it matters", "error", err)
	}
	options.DisconnectedErrCB = func(_ *nats.Conn, err error) {
		if err != nil { // else it was closed
			log.Warn("cut off from NATS; connecting again", "error", err)
		}
	}
	options.ReconnectedCB = func(nc *nats.Conn) {
		log.Info("connected to NATS again", "nats", nc.ConnectedUrlRedacted(), "times", nc.Stats().Reconnects)
	}
}
