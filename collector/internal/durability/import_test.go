package durability

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/reference"
)

// importing is an import of a file into a shop, run again and again.
type importing struct {
	program string
	shop    shop
	file    string
	words   []string // of the mapping
	refused string
}

func newImporting(t *testing.T, program, file string, words ...string) *importing {
	t.Helper()
	s := openShop(t, program)
	return &importing{program: program, shop: s, file: file, words: words, refused: filepath.Join(t.TempDir(), "refused.jsonl")}
}

func (i *importing) command(ctx context.Context) *exec.Cmd {
	args := []string{"import", i.file, "--data", i.shop.dir, "--refused", i.refused, "--json"}
	for _, word := range i.words {
		args = append(args, "--map", word)
	}
	return exec.CommandContext(ctx, i.program, args...)
}

// came tells how many events and refused lines the checkpoint counts, 0 without one.
func (i *importing) came(t *testing.T) (results int) {
	t.Helper()
	text, err := os.ReadFile(i.refused + ".checkpoint")
	if errors.Is(err, fs.ErrNotExist) {
		return 0
	}
	var c struct{ Results int }
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err != nil {
		t.Fatalf("the checkpoint %q: %v", text, err)
	}
	return c.Results
}

// killAt runs the import and kills it (SIGKILL) some moments after it has come past a number
// of results. It is false when the import was done before.
func (i *importing) killAt(t *testing.T, results int, moments time.Duration) bool {
	t.Helper()
	cmd := i.command(t.Context())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // how it ended is asked of ProcessState
		close(ended)
	}()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for past := results == 0; !past; {
		select {
		case <-ended:
			return false
		case <-look.C:
			past = i.came(t) > results
		}
	}
	select {
	case <-ended:
		return false
	case <-time.After(moments):
	}
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	<-ended
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled()
}

// finish runs the import to its end and returns what it says of itself.
func (i *importing) finish(t *testing.T) (said struct{ Events, Accepted, Refused, Resumed int }) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := i.command(t.Context())
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run() // fails when lines were refused
	if json.Unmarshal(out.Bytes(), &said) != nil || err != nil && said.Refused == 0 {
		t.Fatalf("safar import: %v\n%s%s", err, out.String(), errs.String())
	}
	return said
}

// export is a table of what was imported.
func (i *importing) export(t *testing.T, what string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), i.program, "export", what, "--data", i.shop.dir, "--format", "jsonl")
	cmd.Stderr = &bytes.Buffer{}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("safar export %s: %v\n%s", what, err, cmd.Stderr)
	}
	return out
}

// same compares what two imports have come to, byte by byte.
func (i *importing) same(t *testing.T, as *importing) {
	t.Helper()
	for _, what := range []string{"events", "orders"} {
		if got, want := i.export(t, what), as.export(t, what); !bytes.Equal(got, want) {
			t.Errorf("%d bytes of %s, want %d, first other line: %s", len(got), what, len(want), firstOther(got, want))
		}
	}
	got, err := os.ReadFile(i.refused)
	want, err2 := os.ReadFile(as.refused)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%d bytes refused, want %d, first other line: %s", len(got), len(want), firstOther(got, want))
	}
	check(t, i.program, i.shop)
}

func firstOther(a, b []byte) string {
	lines := bytes.Split(b, []byte("\n"))
	for n, line := range bytes.Split(a, []byte("\n")) {
		if n >= len(lines) || !bytes.Equal(line, lines[n]) {
			return string(line[:min(len(line), 300)])
		}
	}
	return "(none: it ends too soon)"
}

// madeUpOrders writes a file of orders: some have rows that come late, some lines are bad in
// all the ways that there are.
func madeUpOrders(t *testing.T, orders int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Order,Date,Customer,Item,Qty,Price\n")
	for n := range orders {
		day := time.Date(2025, 1, 1, 12, 0, n, 0, time.UTC).Format(time.DateTime)
		for row := range 1 + n%3 {
			fmt.Fprintf(&b, "%d,%s,C-%d,I-%d,%d,1.255\n", n, day, n%400, row, row+1)
		}
		switch {
		case n%50 == 10:
			fmt.Fprintf(&b, "%d,%s,C-%d,late,9,2.5\n", n-5, day, n%400)
		case n%300 == 3:
			b.WriteString("too,few\n")
		case n%410 == 3:
			fmt.Fprintf(&b, "N-%d,%s,C-1,minus,1,-7\n", n, day) // refused by the collector
		}
	}
	path := filepath.Join(t.TempDir(), "orders.csv")
	put(t, path, []byte(b.String()))
	return path
}

// orderWords are the mapping of madeUpOrders.
func orderWords() []string {
	return []string{"name:=purchase", "params.currency:=EUR", "time=Date", "time_layout:=2006-01-02 15:04:05", "params.transaction_id=Order",
		"group_by:=params.transaction_id", "customer_id=Customer", "item.item_id=Item", "item.quantity=Qty", "item.price=Price"}
}

// TestImportKilled kills an import with SIGKILL at random points and runs it again until it is
// done. What it comes to, and what it has refused, must equal what an import comes to that
// nothing disturbs.
func TestImportKilled(t *testing.T) {
	t.Parallel()
	program := build(t)
	const orders = 3400
	file := madeUpOrders(t, orders)
	whole := newImporting(t, program, file, orderWords()...)
	whole.disturb(t, 3, orders)
	notFooled(t, whole)
}

// TestOnlineRetailKilled does the same with half a million lines.
func TestOnlineRetailKilled(t *testing.T) {
	if !soak() {
		t.Skip("imports 541,909 lines twice and more: set SAFAR_SOAK, or run make soak")
	}
	newImporting(t, build(t), reference.Path(t, "online_retail/online_retail_full.csv.gz"),
		"name:=purchase", "params.currency:=GBP", "time=InvoiceDate", "time_layout:=2006-01-02 15:04:05", "time_zone:=Europe/London",
		"params.transaction_id=InvoiceNo", "group_by:=params.transaction_id", "customer_id=CustomerID", "item.item_id=StockCode",
		"item.item_name=Description", "item.price=UnitPrice", "item.quantity=Quantity", "keep:=Quantity > 0").disturb(t, 10, 20_728)
}

// disturb imports, and then once more, killing that import so often before it is done. The
// file has about so many results.
func (i *importing) disturb(t *testing.T, kills, results int) {
	t.Helper()
	begun := time.Now()
	said := i.finish(t)
	t.Logf("undisturbed, facts folded: %d events in %.1f s", said.Events, time.Since(begun).Seconds())
	if said.Refused == 0 {
		t.Error("nothing was refused: the file has no bad line")
	}
	other := newImporting(t, i.program, i.file, i.words...)
	killed := 0
	for range kills {
		// Between two batches, in the midst of one, or before the first.
		came := other.came(t)
		at := came + rand.IntN(max(1, (results-came)/2))
		if other.killAt(t, at, time.Duration(rand.IntN(60))*time.Millisecond) {
			killed++
		}
		t.Logf("killed past %d results, the checkpoint is at %d", at, other.came(t))
	}
	came := other.came(t)
	last := other.finish(t)
	if killed == 0 || came > 0 && last.Resumed == 0 {
		t.Errorf("%d kills, and from a checkpoint at %d it went on after %d events", killed, came, last.Resumed)
	}
	if last.Events != said.Events || last.Refused != said.Refused {
		t.Errorf("in the end %+v, undisturbed %+v", last, said)
	}
	other.same(t, i)
}

// notFooled is the control: batches that are lost after they were acknowledged, as by a data
// folder restored from an older copy, are not passed over, though a true checkpoint says that
// they were taken. And the comparison sees what is lost.
func notFooled(t *testing.T, whole *importing) {
	t.Helper()
	late := newImporting(t, whole.program, whole.file, whole.words...)
	older := filepath.Join(late.shop.dir, "safar.db")
	kept, err := os.ReadFile(older)
	if err != nil {
		t.Fatal(err)
	}
	for late.came(t) == 0 {
		late.killAt(t, 1000, 0)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(older + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	put(t, older, kept)
	if bytes.Equal(late.export(t, "events"), whole.export(t, "events")) {
		t.Error("the comparison does not see that everything is lost")
	}
	if said := late.finish(t); said.Resumed != 0 {
		t.Errorf("it went on from a checkpoint of what is lost: %+v", said)
	}
	late.same(t, whole)
}
