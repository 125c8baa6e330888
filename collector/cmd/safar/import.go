package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/transfer"
)

type importCmd struct {
	File   string   `arg:"" type:"path" help:"File to read, gzip-compressed or not; - for standard input."`
	Format string   `placeholder:"FORMAT" help:"jsonl: one event per line as the contract writes it; csv: a table with --map (default by the file's name)."`
	Map    []string `sep:";" placeholder:"FIELD=COLUMN" help:"What columns mean: a mapping file in JSON, field=Column, field:=constant, or keep, group_by, time_layout, time_zone, delimiter as option:=text. Repeat or separate by semicolons; later ones win."`

	Data string `type:"path" placeholder:"DIR" help:"Folder of the collector's data; or --url."`
	Site string `placeholder:"NAME" help:"Site, with --data; may be left out where there is only one."`
	URL  string `name:"url" placeholder:"URL" help:"Address of a running collector, with --key."`
	Key  string `placeholder:"sk_..." help:"Server key, with --url."`

	Refused string `type:"path" placeholder:"FILE" help:"Where to keep the lines that were not taken, with their reasons (default the file's name and .refused.jsonl)."`
	JSON    bool   `help:"Print what became of the events as JSON."`
}

// Help is what --help says beyond the flags.
func (c *importCmd) Help() string {
	return fmt.Sprintf(`Importing a file twice changes nothing: events without an id get one that follows from what they say. An import that was stopped, even killed, goes on where it was when the same command is run again; what it has to remember until then lies beside the refused lines. It ends with exit code 1 when lines were refused; everything else has been taken.

A CSV mapping names fields by their place in an event: name, time, customer_id, page.url, params.transaction_id, item.price and so on. With group_by the rows of one order become one event, its value the exact sum of item.price times item.quantity. Rows of an order may be at most %d rows apart: sort the file by order where they are not. A row that can't be read leaves out its whole order. An example:

  safar import orders.csv --data DIR --map name:=purchase --map params.currency:=IRR --map time=Date --map 'time_layout:=2006-01-02 15:04' --map time_zone:=Asia/Tehran --map params.transaction_id=Order --map group_by:=params.transaction_id --map customer_id=Customer --map item.price=Price --map item.quantity=Qty --map 'keep:=Qty > 0'`, transfer.OrderWindow)
}

// importGC makes the garbage collector keep a smaller heap: an import often runs beside the
// server, on a machine that was chosen for the server alone.
const importGC = 50

// Run reads the file and sends what it says.
func (c *importCmd) Run(e *env) error {
	defer debug.SetGCPercent(debug.SetGCPercent(importGC))
	switch {
	case c.Data != "" && c.URL != "":
		return usage("--data and --url exclude each other", "SAFAR_DATA and SAFAR_URL count as well")
	case c.URL != "":
		if c.Key == "" {
			return usage("--url needs a --key", "safar init and safar key add print a server key, sk_...")
		}
		to, err := client.New(c.URL, c.Key, version())
		if err != nil {
			return usage(err.Error(), "")
		}
		return c.into(e, to, c.URL+" "+fingerprint(c.Key), func() error { return nil })
	case c.Data != "":
		return dataFlag{c.Data}.with(e, func(all *collector.Collector) error {
			s, err := site(e, all, c.Site)
			if err != nil {
				return err
			}
			return c.into(e, all.History(s), fmt.Sprintf("%s %d", c.Data, s.ID), func() error { return all.Settle(e) })
		})
	}
	return usage("--data or --url is needed", "safar import FILE --data DIR --site NAME, or --url URL --key sk_...")
}

// into imports into a sink that target names; settle is called once everything is taken.
func (c *importCmd) into(e *env, to transfer.Sink, target string, settle func() error) error {
	run := c.fromInput
	if c.File != "-" {
		run = c.fromFile
	}
	sum, err := run(e, to, target, settle)
	if errors.Is(err, transfer.ErrReceipt) {
		return usage(err.Error(), "import it with --data; to send its events as new ones, take the member receipt out of each line")
	}
	if sum.Events == 0 && err != nil {
		return err
	}
	if told := c.tell(e, sum); err == nil {
		err = told
	}
	if err == nil && sum.Refused > 0 {
		err = failed(fmt.Errorf("%d lines were refused; everything else was taken", sum.Refused), c.refusedPath()+" has them with their reasons")
	}
	return err
}

// fromFile goes on where an earlier run was stopped.
func (c *importCmd) fromFile(e *env, to transfer.Sink, target string, settle func() error) (sum transfer.Summary, err error) {
	in, err := openCounted(e, c.File)
	if err != nil {
		return sum, err
	}
	defer in.file.Close()
	bar := e.bar()
	defer bar.clear()
	file := transfer.File{
		In: in, Source: c.source, To: to, Target: target, RefusedPath: c.refusedPath(), Progress: importProgress(bar, in),
	}
	if sum, err = file.Import(e); err != nil {
		return sum, err
	}
	bar.shown = time.Time{}
	bar.say(counts(sum) + "; the answers are made from them")
	if err := settle(); err != nil {
		return sum, err
	}
	return sum, file.Done()
}

// fromInput reads standard input, which can't be read twice: an import that was stopped sends
// everything again.
func (c *importCmd) fromInput(e *env, to transfer.Sink, _ string, settle func() error) (sum transfer.Summary, err error) {
	source, err := c.source(e.in)
	if err != nil {
		return sum, err
	}
	refused, err := transfer.CreateRefused(c.refusedPath())
	if err != nil {
		return sum, failed(err, "choose another place with --refused")
	}
	defer func() { err = firstOf(err, refused.Close()) }()
	bar := e.bar()
	defer bar.clear()
	sum, err = transfer.Import(e, source, to, refused.Add, func(s transfer.Summary) { bar.say(fmt.Sprintf("line %d: %s", s.Line, counts(s))) })
	if err != nil {
		return sum, err
	}
	return sum, settle()
}

func (c *importCmd) source(file io.Reader) (transfer.Source, error) {
	plain, err := transfer.Plain(file)
	if err != nil {
		return nil, err
	}
	switch fileFormat(c.File, c.Format) {
	case "jsonl":
		if len(c.Map) > 0 {
			return nil, usage("--map is for csv", "lines of jsonl are events already")
		}
		lines := transfer.NewJSONL(plain)
		lines.NoReceipts = c.URL != ""
		return lines, nil
	case "csv":
		m, err := c.mapping()
		if err != nil {
			return nil, err
		}
		table, err := transfer.NewCSV(plain, m)
		if err != nil {
			return nil, usage(err.Error(), "see safar import --help on --map")
		}
		return table, nil
	}
	return nil, usage("the format of the file is not known", "add --format jsonl or --format csv")
}

// fingerprint tells secrets apart without giving them away.
func fingerprint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:8])
}

// mapping puts the words of --map together. A word without = names a file.
func (c *importCmd) mapping() (transfer.Mapping, error) {
	var m transfer.Mapping
	for _, word := range c.Map {
		if strings.Contains(word, "=") {
			if err := m.Set(word); err != nil {
				return m, usage(err.Error(), "")
			}
			continue
		}
		file, err := os.Open(word)
		if err != nil {
			return m, usage(fmt.Sprintf("mapping: %v", err), "write field=Column, field:=constant or the path of a mapping file")
		}
		err = m.Load(file)
		file.Close()
		if err != nil {
			return m, usage(fmt.Sprintf("%s: %v", word, err), "")
		}
	}
	return m, nil
}

func (c *importCmd) refusedPath() string {
	switch {
	case c.Refused != "":
		return c.Refused
	case c.File == "-":
		return "import.refused.jsonl"
	}
	return c.File + ".refused.jsonl"
}

func (c *importCmd) tell(e *env, s transfer.Summary) error {
	if c.JSON {
		return e.printJSON(s)
	}
	err := e.printf("%d events: %d accepted, %d duplicates, %d discarded for want of consent. Refused: %d.\n",
		s.Events, s.Accepted, s.Duplicates, s.Discarded, s.Refused)
	if s.Resumed > 0 {
		err = firstOf(err, e.printf("%d of them had been taken before it was stopped.\n", s.Resumed))
	}
	if s.Skipped > 0 {
		err = firstOf(err, e.printf("%d rows were skipped, as the mapping says.\n", s.Skipped))
	}
	if s.Shortened > 0 {
		err = firstOf(err, e.printf("%d orders have more items than an event carries; their values are whole.\n", s.Shortened))
	}
	return err
}
