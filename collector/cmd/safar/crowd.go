package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/demo"
	"github.com/safar-cx/safar/collector/internal/transfer"
	"github.com/safar-cx/safar/sdk/event"
)

// crowd sends what made-up shoppers do to a collector, as a shop's server and its pages would.
type crowd struct {
	world      *demo.World
	server     *client.Client // with the server key
	browserKey string
	shop       string // origin of the pages
}

// outcome is what the collector made of the events.
type outcome struct {
	accepted, duplicates, discarded, rejected int
	// reasons are those of the first rejections.
	reasons []string
}

func (o outcome) String() string {
	return fmt.Sprintf("%d accepted, %d there already, %d rejected", o.accepted, o.duplicates, o.rejected)
}

// maxReasons is how many rejections are told of.
const maxReasons = 5

func (o *outcome) add(a transfer.Answer) {
	o.accepted += a.Accepted
	o.duplicates += a.Duplicates
	o.discarded += a.Discarded
	for _, r := range a.Rejected {
		o.refuse(&transfer.LineError{Line: r.Index, Code: r.Code, Field: r.Field, Message: r.Message})
	}
}

func (o *outcome) refuse(why *transfer.LineError) {
	o.rejected++
	if len(o.reasons) < maxReasons {
		o.reasons = append(o.reasons, fmt.Sprintf("%s %s: %s", why.Code, why.Field, why.Message))
	}
}

// err is a failure when the collector rejected events: those who made them made a mistake.
func (o outcome) err() error {
	if o.rejected == 0 {
		return nil
	}
	hint := "the first reasons:"
	for _, reason := range o.reasons {
		hint += "\n    " + reason
	}
	return failed(fmt.Errorf("the collector rejected %d events", o.rejected), hint)
}

// past sends what happens from one instant up to another, with the server key: of times so
// long past no browser is believed. What happened before from is taken to be sent.
func (c *crowd) past(ctx context.Context, from, to time.Time, progress func(at time.Time, o outcome)) (outcome, error) {
	for range c.world.Until(from) {
	}
	next, stop := iter.Pull(c.world.Until(to))
	defer stop()
	source := &reported{next: next}
	var o outcome
	_, err := transfer.Import(ctx, source, c.server, func(line *transfer.LineError) error {
		o.refuse(line)
		return nil
	}, func(s transfer.Summary) {
		o.accepted, o.duplicates, o.discarded = s.Accepted, s.Duplicates, s.Discarded
		progress(source.at, o)
	})
	if err != nil {
		return o, fmt.Errorf("send the history: %w", err)
	}
	return o, nil
}

// reported is a transfer.Source of what the shop's server tells.
type reported struct {
	next func() (demo.Post, bool)
	at   time.Time // of the last event
	n    int
}

// Skipped implements transfer.Source.
func (*reported) Skipped() int { return 0 }

// Next implements transfer.Source.
func (r *reported) Next() (transfer.Entry, error) {
	for {
		post, ok := r.next()
		if !ok {
			return transfer.Entry{}, io.EOF
		}
		e, tells := post.Reported()
		if !tells {
			continue
		}
		raw, err := e.MarshalJSON()
		if err != nil {
			return transfer.Entry{}, fmt.Errorf("write event %s: %w", e.ID, err)
		}
		r.n++
		r.at = e.Time
		return transfer.Entry{Line: r.n, Raw: raw}, nil
	}
}

// gatherFor is how long events wait for others, as they do at a shop.
const gatherFor = time.Second

// live lets shoppers come, so many a minute, and sends what they do as it happens, until the
// context ends. What they would still have done is left undone.
func (c *crowd) live(ctx context.Context, perMinute float64) (outcome, error) {
	var (
		o       outcome
		waiting []demo.Post
		next    = time.Now()
	)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return o, nil
		case <-timer.C:
		}
		now := time.Now()
		for !next.After(now) {
			waiting = append(waiting, c.world.Arrive(next)...)
			next = next.Add(c.world.Gap(perMinute))
		}
		slices.SortStableFunc(waiting, func(a, b demo.Post) int { return a.Event.Time.Compare(b.Event.Time) })
		n, _ := slices.BinarySearchFunc(waiting, now, func(p demo.Post, t time.Time) int { return p.Event.Time.Compare(t) })
		if err := c.send(ctx, waiting[:n], &o); err != nil {
			if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
				return o, nil
			}
			return o, fmt.Errorf("send what happens: %w", err)
		}
		waiting = slices.Delete(waiting, 0, n)
		until := next
		if len(waiting) > 0 && waiting[0].Event.Time.Before(until) {
			until = waiting[0].Event.Time
		}
		timer.Reset(max(time.Until(until), gatherFor))
	}
}

// send sends what has happened: the server's events together, those of each browser by
// themselves.
func (c *crowd) send(ctx context.Context, posts []demo.Post, o *outcome) error {
	var told []event.Raw
	seen := map[event.Client][]event.Raw{}
	var browsers []event.Client
	for _, p := range posts {
		e := p.Event
		if p.From == event.ServerKey {
			e, _ = p.Reported()
		}
		raw, err := e.MarshalJSON()
		if err != nil {
			return fmt.Errorf("write event %s: %w", e.ID, err)
		}
		if p.From == event.ServerKey {
			told = append(told, raw)
			continue
		}
		if seen[p.Client] == nil {
			browsers = append(browsers, p.Client)
		}
		seen[p.Client] = append(seen[p.Client], raw)
	}
	for _, b := range browsers {
		answer, err := c.server.SendAs(ctx, client.Browser{Key: c.browserKey, Origin: c.shop, UserAgent: b.UserAgent, IP: b.IP}, seen[b])
		if err != nil {
			return err
		}
		o.add(answer)
	}
	if len(told) == 0 {
		return nil
	}
	answer, err := c.server.Send(ctx, told)
	if err != nil {
		return err
	}
	o.add(answer)
	return nil
}
