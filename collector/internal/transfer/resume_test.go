package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// errKilled is what happens to a program in the middle of things.
var errKilled = errors.New("killed")

// mortal is a sink whose program is killed at the n-th batch: before the batch is taken, or
// after it was and before anybody heard of it.
type mortal struct {
	*collector
	n     int
	after bool
	sent  int // events, in all
}

func (m *mortal) Send(ctx context.Context, events []event.Raw) (Answer, error) {
	m.n--
	if m.n == 0 && !m.after {
		return Answer{}, errKilled
	}
	m.sent += len(events)
	answer, err := m.collector.Send(ctx, events)
	if m.n == 0 {
		return Answer{}, errKilled
	}
	return answer, err
}

// text is a file of orders, some rows of which come late, and of bad lines of every kind.
func text(orders int) string {
	var b strings.Builder
	b.WriteString("Order,Date,Customer,Qty,Price\n")
	for i := range orders {
		for row := range 1 + i%3 {
			fmt.Fprintf(&b, "%d,2011-03-26,C%d,%d,1.5\n", i, i%7, row+1)
		}
		switch {
		case i%50 == 10:
			fmt.Fprintf(&b, "%d,2011-03-26,C1,9,2.5\n", i-5) // within the window
		case i%400 == 399:
			fmt.Fprintf(&b, "%d,2011-03-26,C1,9,2.5\n", max(0, i-OrderWindow)) // unsorted
		case i%170 == 3:
			b.WriteString("too,few\n")
		case i%190 == 3:
			fmt.Fprintf(&b, "bad%d,2011-03-26,C1,1,-7\n", i) // refused by the collector
		}
	}
	return b.String()
}

// bench is one import with everything it needs.
type bench struct {
	t       *testing.T
	text    string
	words   []string
	refused string
	sink    *mortal
}

func newBench(t *testing.T, text string) *bench {
	t.Helper()
	return &bench{
		t: t, text: text, refused: filepath.Join(t.TempDir(), "refused.jsonl"), sink: &mortal{collector: &collector{seen: map[string]bool{}, refuse: "bad"}},
		words: []string{
			"name:=purchase", "params.currency:=GBP", "time=Date", "time_layout:=2006-01-02", "params.transaction_id=Order",
			"group_by:=params.transaction_id", "customer_id=Customer", "item.quantity=Qty", "item.price=Price",
		},
	}
}

func (b *bench) file(target string) *File {
	return &File{
		In: strings.NewReader(b.text), To: b.sink, Target: target, RefusedPath: b.refused,
		Source: func(in io.Reader) (Source, error) { return NewCSV(in, mapping(b.t, "", b.words...)) },
	}
}

// run imports until it is killed at the n-th batch, 0 for not at all.
func (b *bench) run(n int, after bool) Summary {
	b.t.Helper()
	b.sink.n, b.sink.after = n, after
	f := b.file("here")
	sum, err := f.Import(b.t.Context())
	if n > 0 && b.sink.n <= 0 {
		if !errors.Is(err, errKilled) {
			b.t.Fatalf("killed: %v", err)
		}
		return sum
	}
	if err := errors.Join(err, f.Done()); err != nil {
		b.t.Fatal(err)
	}
	return sum
}

// left is what the import has made: the sink's events and the file of refused lines.
func (b *bench) left() (events map[string]bool, refused string) {
	b.t.Helper()
	kept, err := os.ReadFile(b.refused)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.sink.seen, string(kept)
}

func (b *bench) same(as *bench) {
	b.t.Helper()
	events, refused := b.left()
	wanted, wantedRefused := as.left()
	if len(events) != len(wanted) {
		b.t.Errorf("%d events, want %d", len(events), len(wanted))
	}
	for id := range wanted {
		if !events[id] {
			b.t.Errorf("event %s is lost", id)
		}
	}
	if refused != wantedRefused {
		b.t.Errorf("refused\n%s\nwant\n%s", refused, wantedRefused)
	}
	if left, err := filepath.Glob(b.refused + ".*"); err != nil || len(left) > 0 {
		b.t.Errorf("left behind: %v, %v", left, err)
	}
}

// Killed at any batch, before it was taken or after, again and again: what comes out is what
// an import comes to that nothing disturbs, and little is sent twice.
func TestImportIsResumed(t *testing.T) {
	const orders = 4500
	in := text(orders)
	whole := newBench(t, in)
	wanted := whole.run(0, false)
	rng := rand.New(rand.NewPCG(4, 5))
	for round := range 4 {
		b := newBench(t, in)
		kills := 1 + rng.IntN(3)
		for range kills {
			// The first batch of a run that goes on is the one before the checkpoint.
			b.run(2+rng.IntN(3), round%2 == 0)
		}
		sum := b.run(0, false)
		b.same(whole)
		if sum.Events != wanted.Events || sum.Resumed == 0 || sum.Skipped != 0 {
			t.Errorf("round %d: %+v", round, sum)
		}
		if most := orders + (kills+1)*2*batchEvents; b.sink.sent > most {
			t.Errorf("round %d: %d events were sent, more than %d", round, b.sink.sent, most)
		}
	}
}

// Whatever does not fit the checkpoint is no reason to go on from it.
func TestImportBeginsAnew(t *testing.T) {
	in := text(5100)
	for name, change := range map[string]func(b *bench){
		"another mapping":                func(b *bench) { b.words[1] = "params.currency:=EUR" },
		"another file":                   func(b *bench) { b.text = strings.Replace(b.text, "\n2,2011-03-26", "\n2,2011-03-27", 1) },
		"a shorter file":                 func(b *bench) { b.text = b.text[:1000] },
		"refused lines gone":             func(b *bench) { os.Remove(b.refused) },
		"refused lines changed":          func(b *bench) { rewrite(b.t, b.refused, "line", "lime") },
		"refused lines cut":              func(b *bench) { os.Truncate(b.refused, 10) },
		"a checkpoint cut off":           func(b *bench) { os.Truncate(b.refused+".checkpoint", 50) },
		"another version's":              func(b *bench) { rewrite(b.t, b.refused+".checkpoint", `"version":1`, `"version":2`) },
		"a sink from an older backup":    func(b *bench) { b.sink.seen = map[string]bool{} },
		"a checkpoint one batch ahead":   func(b *bench) { ahead(b, 1) },
		"a checkpoint two batches ahead": func(b *bench) { ahead(b, 2) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, in)
			b.run(3, false)
			b.t = t
			change(b)
			whole := newBench(t, b.text)
			whole.words = b.words
			whole.run(0, false)
			if name == "a shorter file" || name == "another file" || name == "another mapping" {
				b.sink.seen = map[string]bool{}
			}
			if sum := b.run(0, false); sum.Resumed != 0 {
				t.Errorf("it went on: %+v", sum)
			}
			b.same(whole)
		})
	}
}

// rewrite changes a file.
func rewrite(t *testing.T, path, from, to string) {
	t.Helper()
	kept, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(kept), from) {
		t.Fatalf("%s in %s: %v", from, kept, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(kept), from, to, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// ahead puts a true checkpoint of some batches later in the place of the import's own, with
// the refused lines of then: as if these batches had been lost after they were acknowledged.
func ahead(b *bench, batches int) {
	b.t.Helper()
	later := newBench(b.t, b.text)
	later.run(3+batches, false)
	for _, name := range []string{"", ".checkpoint"} {
		kept, err := os.ReadFile(later.refused + name)
		if err == nil {
			err = os.WriteFile(b.refused+name, kept, 0o600)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
}

// The control: with a sink that claims to know the batch before such a checkpoint, the lost
// batch is lost, and the comparison says so.
func TestComparisonSeesALostBatch(t *testing.T) {
	in := text(3100)
	whole := newBench(t, in)
	whole.run(0, false)
	b := newBench(t, in)
	b.run(3, false)
	ahead(b, 1)
	f := b.file("here")
	f.To = &forgetful{b.sink}
	b.sink.n = 0
	if sum, err := f.Import(t.Context()); err != nil || sum.Resumed == 0 {
		t.Fatalf("%+v, %v", sum, err)
	}
	if got, want := len(b.sink.seen), len(whole.sink.seen); got >= want {
		t.Errorf("%d events of %d: nothing was lost", got, want)
	}
}

// forgetful calls the first batch known.
type forgetful struct{ *mortal }

func (f *forgetful) Send(ctx context.Context, events []event.Raw) (Answer, error) {
	if f.n == 0 {
		f.n--
		return Answer{Duplicates: len(events)}, nil
	}
	return f.mortal.Send(ctx, events)
}

func TestAnotherSinkBeginsAnew(t *testing.T) {
	b := newBench(t, text(3100))
	b.run(3, false)
	b.sink.n = 0
	if sum, err := b.file("there").Import(t.Context()); err != nil || sum.Resumed != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
}

// A file that has grown at its end goes on.
func TestAppendedFileIsResumed(t *testing.T) {
	b := newBench(t, text(3100))
	b.run(3, false)
	b.text += "new,2011-03-26,C1,1,1\n"
	if sum := b.run(0, false); sum.Resumed != 2*batchEvents || !b.sink.seen[makeID("order", "purchase", "new")] {
		t.Errorf("%+v", sum)
	}
}

func TestCheckpointIsReadable(t *testing.T) {
	b := newBench(t, text(2500))
	b.run(3, false)
	kept, err := os.ReadFile(b.refused + ".checkpoint")
	if err != nil {
		t.Fatal(err)
	}
	var c checkpoint
	if err := json.Unmarshal(kept, &c); err != nil || c.Last != batchEvents || c.Summary.Events != 2*batchEvents || c.Line == 0 {
		t.Errorf("%s, %v", kept, err)
	}
}
