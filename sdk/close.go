package sdk

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// ending is the state of Close.
type ending struct {
	begun atomic.Bool
	done  chan struct{}
	err   error // of Close, once done is closed
}

// grace is how long past its context Close waits for a request that was cancelled, and for the
// rest to be written to disk.
const grace = 80 * time.Millisecond

// Flush sends what was tracked before it was called, without waiting for batches to fill,
// and returns when the collector has it or it was given up. Its error says that ctx ended
// before that; the events go on waiting.
func (c *Client) Flush(ctx context.Context) error {
	if c.idle() {
		return nil
	}
	q := c.queue
	target := q.flush()
	for {
		settled, left, _ := q.progress(target)
		if left == 0 {
			return nil
		}
		select {
		case <-settled:
		case <-ctx.Done():
			return waiting(ctx, q, target)
		}
	}
}

// waiting says what a flush could not wait for.
func waiting(ctx context.Context, q *queue, target uint64) error {
	_, left, lastError := q.progress(target)
	if lastError != nil {
		return fmt.Errorf("sdk: %d events still wait, %w; the last attempt: %w", left, ctx.Err(), lastError)
	}
	return fmt.Errorf("sdk: %d events still wait: %w", left, ctx.Err())
}

// Close takes no more events, sends what waits until ctx ends, gives up the rest, and
// returns at most 100 ms after that. With a key that is refused it does not wait. Give it a
// ctx with a deadline: without one it waits for the collector as long as that is away. Its
// error is a *LossError when the client lost anything in its life. Later calls wait for the
// first and return the same, or ctx's error.
func (c *Client) Close(ctx context.Context) error {
	if c.idle() {
		return nil
	}
	if c.ending.begun.CompareAndSwap(false, true) {
		c.end(ctx)
		return c.ending.err
	}
	select {
	case <-c.ending.done:
		return c.ending.err
	case <-ctx.Done():
		return fmt.Errorf("sdk: the client is being closed: %w", ctx.Err())
	}
}

func (c *Client) end(ctx context.Context) {
	defer close(c.ending.done)
	c.queue.close()
	select {
	case <-c.sender.done:
	case <-ctx.Done():
		c.sender.stop()
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-c.sender.done:
		case <-timer.C: // a RoundTripper that does not heed its context
		}
	}
	c.sender.stop()
	c.queue.abandon()
	if c.sender.poster.own {
		c.sender.poster.http.CloseIdleConnections()
	}
	if stats := c.Stats(); stats.Lost() > 0 {
		c.ending.err = &LossError{Dropped: stats.Dropped}
	}
}
