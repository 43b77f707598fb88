package flexport

import (
	"context"
	"fmt"
)

// State is how the API is doing. While it is Down, calls fail at once with Unavailable.
func (c *Client) State() State { return c.breaker.state() }

// Changed is closed when State next changes to Down or Up. That the time of being Down has run out shows only when a
// call is made or State is asked; Ready takes care of that.
func (c *Client) Changed() <-chan struct{} { return c.breaker.change() }

// Ready returns when calls are worth making: at once while the API is up; otherwise when it is up again, which Ready
// finds out by itself, and when the wait that the API asked for is over. It returns an error only if the context ends.
func (c *Client) Ready(ctx context.Context) error {
	for {
		change := c.breaker.change()
		switch c.breaker.state() {
		case Down:
			if err := c.breaker.await(ctx, change, c.breaker.downStill()+1); err != nil {
				return fmt.Errorf("wait for the customs API: %w", err)
			}
		case Probing:
			if err := c.probe(ctx); err != nil {
				return fmt.Errorf("wait for the customs API: %w", err)
			}
		default:
			if c.gate.held() == 0 {
				return nil
			}
			if err := sleep(ctx, c.gate.held()); err != nil {
				return fmt.Errorf("wait for the customs API: %w", err)
			}
		}
	}
}

// probe looks whether the API is up again. What it finds is in the state; its error is the end of the context.
func (c *Client) probe(ctx context.Context) error {
	if err := sleep(ctx, c.gate.held()); err != nil {
		return err
	}
	if c.Ping(ctx) == nil {
		return nil
	}
	return sleep(ctx, c.config.RetryPause)
}
