package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/terminal"
)

type reconcileCmd struct {
	File   string   `arg:"" type:"path" help:"The shop's list of orders, at most 16 MiB; - for standard input."`
	Format string   `placeholder:"FORMAT" help:"csv: a table with --map; jsonl: an object per line with transaction_id, time, value, currency, status, refunded (default by the file's name)."`
	Map    []string `sep:";" placeholder:"FIELD=COLUMN" help:"What columns mean, as in safar import: time, transaction_id, value, currency, status and refunded, field:=constant, option:=text, or a mapping file in JSON. Repeat or separate by semicolons."`
	askFlags

	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	From string `placeholder:"DATE" help:"First day, such as 2026-10-01 (default 29 days before the last)."`
	To   string `placeholder:"DATE" help:"Last day, included (default today)."`
	AsOf string `placeholder:"TIME" help:"Look from this time or end of date (default now)."`

	JSON bool `xor:"as" help:"Print the API's answer as it is."`
	CSV  bool `name:"csv" xor:"as" help:"Print all differences as CSV for a spreadsheet."`
}

// Help is what --help says beyond the flags.
func (c *reconcileCmd) Help() string {
	return `Nothing is stored. An order of the status cancelled, canceled, void, voided or failed is taken for cancelled, one of the status refunded for given back in full; all others stand. Leave out what is no order with keep. An example:

  safar reconcile orders.csv --data DIR --from 2026-10-01 --to 2026-10-31 --map time=Date --map 'time_layout:=2006-01-02 15:04' --map time_zone:=Asia/Tehran --map transaction_id=Order --map value=Net --map currency:=IRR --map status=Status --map 'keep:=Status != pending'`
}

// Run sends the list and shows what differs.
func (c *reconcileCmd) Run(e *env) error {
	media, err := c.media()
	if err != nil {
		return err
	}
	query, err := c.query()
	if err != nil {
		return err
	}
	file, err := openInput(e, c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	return c.ask(e, "safar reconcile FILE", func(from *client.Client) error {
		answer, err := from.Post(e, "api/v1/reconcile", query, media, file)
		if err != nil {
			return err
		}
		return show(e, c.JSON || c.CSV, answer, terminal.WriteReconciliation)
	})
}

// media is the media type of the file.
func (c *reconcileCmd) media() (string, error) {
	switch fileFormat(c.File, c.Format) {
	case "csv":
		return "text/csv", nil
	case "jsonl":
		if len(c.Map) > 0 {
			return "", usage("--map is for csv", "lines of jsonl name their fields")
		}
		return "application/x-ndjson", nil
	}
	return "", usage("the format of the file is not known", "add --format csv or --format jsonl")
}

func (c *reconcileCmd) query() (url.Values, error) {
	query := url.Values{}
	for name, value := range map[string]string{"site": c.Site, "from": c.From, "to": c.To, "as_of": c.AsOf} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if c.CSV {
		query.Set("format", "csv")
	}
	for _, word := range c.Map {
		if !strings.Contains(word, "=") {
			text, err := os.ReadFile(word)
			if err != nil {
				return nil, usage(fmt.Sprintf("mapping: %v", err), "write field=Column, field:=constant or the path of a mapping file")
			}
			word = strings.TrimSpace(string(text))
		}
		query.Add("map", word)
	}
	return query, nil
}

// openInput opens a file that a command is to read, - for standard input.
func openInput(e *env, path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(e.in), nil
	}
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, usage(fmt.Sprintf("there is no file %s", path), "")
	}
	return file, err
}

// fileFormat is what a flag or a file's name says of its format.
func fileFormat(path, flag string) string {
	name := strings.TrimSuffix(strings.ToLower(path), ".gz")
	switch {
	case flag != "":
		return flag
	case strings.HasSuffix(name, ".jsonl"), strings.HasSuffix(name, ".ndjson"):
		return "jsonl"
	case strings.HasSuffix(name, ".csv"):
		return "csv"
	}
	return ""
}
