package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// Reading is what a shop of some size answered.
type Reading struct {
	// Events is how many it holds; asked for were Meant.
	Events, Meant int
	// Loaded is how many events a second were taken and folded while it was filled, and
	// CPU the seconds of processor time that 100,000 of them took.
	Loaded, CPU float64
	// Ready is the milliseconds from a start on the full folder until it takes questions, Idle
	// the MiB of memory it holds then, Peak at the most with all questions answered.
	Ready, Idle, Peak float64
	// Prepared is the seconds from that start until the days of the pages are summed up.
	Prepared float64
	// Disk and Raw are bytes of the file per event, Sent those of the events' JSON.
	Disk, Raw, Sent float64
	// Times are how long each question took, by its name.
	Times map[string]load.Times

	server *server
	dir    string
}

// Filling sends as an importer would.
const (
	fillSize        = 500
	fillConnections = 4
)

// readings fills the shops and asks them in turns.
func (o Options) readings(ctx context.Context, program string, now time.Time) (all []*Reading, err error) {
	defer func() {
		for _, r := range all {
			err = errors.Join(err, r.close())
		}
	}()
	for _, n := range o.Shops {
		o.tell("filling a shop with about %d events", n)
		r := &Reading{Meant: n, Times: map[string]load.Times{}}
		all = append(all, r)
		if err := r.fill(ctx, o, program, now); err != nil {
			return all, fmt.Errorf("a shop with %d events: %w", n, err)
		}
		o.tell("%d events, %.0f a second with folding, ready again in %.0f ms", r.Events, r.Loaded, r.Ready)
	}
	if len(all) == 0 {
		return nil, nil
	}
	values := map[string][]string{}
	for _, dimension := range []string{"channel", "device", "browser"} {
		if values[dimension], err = all[0].server.reader.values(ctx, dimension, now.AddDate(0, 0, -shopDays), now); err != nil {
			return all, err
		}
	}
	for _, q := range questions() {
		o.tell("asking: %s", q.name)
		if err := q.ask(ctx, all, o.Asked, newDice(now, values)); err != nil {
			return all, fmt.Errorf("%s: %w", q.name, err)
		}
	}
	for _, r := range all {
		m, err := r.server.Memory()
		if err != nil {
			return all, err
		}
		r.Peak = mebibytes(m.Peak)
	}
	return all, nil
}

// ask asks every shop in turns, once more than asked for: the first fills the caches of the database.
func (q *question) ask(ctx context.Context, shops []*Reading, times int, d *dice) (err error) {
	if q.busy {
		for _, r := range shops {
			traffic, startErr := r.traffic(ctx)
			if startErr != nil {
				return startErr
			}
			defer func() { err = errors.Join(err, traffic.stop()) }()
		}
	}
	for i := range times + 1 {
		requests := q.asks(d)
		for _, r := range shops {
			took, err := r.ask(ctx, requests)
			if err != nil {
				return err
			}
			if i > 0 {
				r.Times[q.name] = append(r.Times[q.name], took)
			}
		}
	}
	return nil
}

// fill makes the shop and leaves it served anew.
func (r *Reading) fill(ctx context.Context, o Options, program string, now time.Time) (err error) {
	if r.dir, err = os.MkdirTemp(o.Dir, "safar-bench-*"); err != nil {
		return err
	}
	s, err := openShop(ctx, program, r.dir)
	if err != nil {
		return err
	}
	if r.server, err = s.serve(ctx); err != nil {
		return err
	}
	events, err := load.Events(load.Config{Events: r.Meant, Days: shopDays, Until: now, Seed: 2})
	if err != nil {
		return err
	}
	feed, stop := load.Made(load.Bodies(events, fillSize))
	defer stop()
	m := &meter{server: r.server}
	m.begin()
	tally, err := load.Run(ctx, r.server.target, feed, load.Plan{Connections: fillConnections, Repeat: true})
	if err != nil {
		return err
	}
	if err := r.server.reader.settle(ctx); err != nil {
		return err
	}
	m.folded()
	q, err := r.server.reader.quality(ctx)
	if err = errors.Join(m.err, err); err != nil {
		return err
	}
	if lost := tally.Failed + tally.Rejected + tally.Discarded + tally.Duplicates; lost > 0 || q.Accepted != tally.Accepted {
		return fmt.Errorf("not all events came in: %+v; the data-quality report tells of %d", *tally, q.Accepted)
	}
	if _, err := r.server.end(); err != nil {
		return err
	}
	k, err := look(ctx, r.server.file)
	if err != nil {
		return err
	}
	r.Events = k.Events
	n := float64(k.Events)
	r.Loaded, r.CPU = n/m.atFolded.wall.Seconds(), m.atFolded.cpu.Seconds()/n*100_000
	r.Disk, r.Raw, r.Sent = float64(k.Bytes)/n, float64(k.Raw)/n, float64(tally.Bytes)/n
	return r.open(ctx, s)
}

// open starts the collector on the full folder and waits until it answers.
func (r *Reading) open(ctx context.Context, s *shop) (err error) {
	begun := time.Now()
	if r.server, err = s.serve(ctx); err != nil {
		return err
	}
	if err := r.server.reader.settle(ctx); err != nil {
		return err
	}
	r.Ready = milliseconds(time.Since(begun))
	m, err := r.server.Memory()
	r.Idle = mebibytes(m.Resident)
	if err != nil {
		return err
	}
	if err := r.server.reader.prepared(ctx); err != nil {
		return err
	}
	r.Prepared = time.Since(begun).Seconds()
	return nil
}

// ask sends requests side by side and tells how long it took until all answers were read.
func (r *Reading) ask(ctx context.Context, requests []request) (time.Duration, error) {
	errs := make([]error, len(requests))
	var all sync.WaitGroup
	begun := time.Now()
	for i, q := range requests {
		all.Go(func() { errs[i] = r.server.reader.get(ctx, q.path, with(q.query), nil) })
	}
	all.Wait()
	return time.Since(begun), errors.Join(errs...)
}

func (r *Reading) close() error {
	if r.server != nil {
		r.server.Kill()
	}
	return os.RemoveAll(r.dir)
}
