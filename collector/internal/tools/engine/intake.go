package engine

import (
	"context"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
	"github.com/safar-cx/safar/collector/internal/tools/rounds"
)

// Intake is one way of sending events.
type Intake struct {
	// Size is how many events a request has, IDs what their ids are like, and Connections how
	// many requests are under way at a time.
	Size        int
	IDs         load.IDs
	Connections int
	// Floor and Safar are what the rounds said.
	Floor, Safar Taking

	bodies []load.Body
	events int
	bytes  int64 // of bodies
}

// intakes are the cases. Connections are those of a busy shop: 16 senders that batch are many.
func (o Options) intakes() (all []*Intake) {
	if o.Singles > 0 {
		all = append(all, &Intake{Size: 1, Connections: 48, events: o.Singles})
	}
	if o.Batched > 0 {
		all = append(all, &Intake{Size: 10, Connections: 48, events: o.Batched},
			&Intake{Size: 10, IDs: load.V4, Connections: 48, events: o.Batched},
			&Intake{Size: 100, Connections: 16, events: o.Batched})
	}
	return all
}

// intakeDays is over how many days the events of an intake are spread: what a shop's buffers
// hold after a night without a collector.
const intakeDays = 2

// pack makes what is sent and counts the names in it.
func (in *Intake) pack(until time.Time, mix load.Mix) error {
	// Shoppers come in numbers, so a fifth more are asked and the surplus left.
	events, err := load.Events(load.Config{Events: in.events * 6 / 5, Days: intakeDays, Until: until, Seed: 1, IDs: in.IDs})
	if err != nil {
		return err
	}
	n := 0
	for body, err := range load.Bodies(mix.Counting(events), in.Size) {
		if err != nil {
			return err
		}
		in.bodies = append(in.bodies, body)
		in.bytes += int64(len(body.JSON))
		if n += body.Events; n >= in.events {
			break
		}
	}
	in.events = n
	return nil
}

// Taking is what the rounds of one server said.
type Taking struct {
	// Answered and Folded are events a second: until the last answer, and until all are in
	// the reports. The floor folds nothing.
	Answered, Folded rounds.Values
	// AnsweredCPU and FoldedCPU are the seconds of processor time that 100,000 events took
	// until then.
	AnsweredCPU, FoldedCPU rounds.Values
	// GeneratorCPU is what the generator spent on them beside the server, until the last answer.
	GeneratorCPU rounds.Values
	// P50 and P99 are times of requests in milliseconds.
	P50, P99 rounds.Values
	// Idle and Peak are MiB of memory: before the first event, and at the most.
	Idle, Peak rounds.Values
	// Disk and Raw are bytes of the file per event, all of it and what holds the events.
	Disk, Raw rounds.Values
	// Repeated counts the requests that were refused for a while and sent again.
	Repeated int
	// Columns are those of the table of events.
	Columns []string
}

// starter starts a server on an empty folder.
type starter func(ctx context.Context, dir string) (*server, error)

// round lets a server on an empty folder take everything.
func (in *Intake) round(ctx context.Context, dir string, start starter, into *Taking) error {
	s, err := start(ctx, dir)
	if err != nil {
		return err
	}
	defer s.Kill()
	m := &meter{server: s}
	m.begin()
	tally, err := load.Run(ctx, s.target, load.Given(in.bodies), load.Plan{Connections: in.Connections, Repeat: true})
	if err != nil {
		return err
	}
	m.answered()
	if s.reader != nil {
		if err := s.reader.settle(ctx); err != nil {
			return err
		}
		m.folded()
	}
	if m.err != nil {
		return m.err
	}
	if err := in.sameNumber(ctx, s, tally); err != nil {
		return err
	}
	if _, err := s.end(); err != nil {
		return err
	}
	k, err := look(ctx, s.file)
	if err != nil {
		return err
	}
	if k.Events != in.events {
		return fmt.Errorf("%d events were accepted and %d are in %s", in.events, k.Events, s.file)
	}
	into.add(in.events, tally, m, k)
	return nil
}

// sameNumber compares what was sent, what was answered, and what the collector reports.
func (in *Intake) sameNumber(ctx context.Context, s *server, t *load.Tally) error {
	if t.Accepted != in.events || t.Failed > 0 {
		return fmt.Errorf("%d new events were sent to %s, and %d accepted; duplicates %d, discarded %d, rejected %d, requests without an answer %d, answers %v",
			in.events, s.URL, t.Accepted, t.Duplicates, t.Discarded, t.Rejected, t.Failed, t.Statuses)
	}
	if s.reader == nil {
		return nil
	}
	q, err := s.reader.quality(ctx)
	if err != nil {
		return err
	}
	if q.Received != in.events || q.Accepted != in.events {
		return fmt.Errorf("%d events were accepted, and the data-quality report tells of %d, received %d", in.events, q.Accepted, q.Received)
	}
	return nil
}

func (t *Taking) add(events int, tally *load.Tally, m *meter, k kept) {
	n := float64(events)
	put := func(values *rounds.Values, v float64) { *values = append(*values, v) }
	put(&t.Answered, n/m.atAnswer.wall.Seconds())
	put(&t.AnsweredCPU, m.atAnswer.cpu.Seconds()/n*100_000)
	put(&t.GeneratorCPU, m.atAnswer.generator.Seconds()/n*100_000)
	if m.server.reader != nil {
		put(&t.Folded, n/m.atFolded.wall.Seconds())
		put(&t.FoldedCPU, m.atFolded.cpu.Seconds()/n*100_000)
	}
	put(&t.P50, milliseconds(tally.Taken.Quantile(0.5)))
	put(&t.P99, milliseconds(tally.Taken.Quantile(0.99)))
	put(&t.Idle, mebibytes(m.idle.Resident))
	put(&t.Peak, mebibytes(m.peak.Peak))
	put(&t.Disk, float64(k.Bytes)/n)
	put(&t.Raw, float64(k.Raw)/n)
	t.Repeated += len(tally.Refused)
	t.Columns = k.Columns
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
func mebibytes(n int64) float64            { return float64(n) / (1 << 20) }
