package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
)

type exportCmd struct {
	What string `arg:"" help:"What to take out: events, orders, sessions, or a report: report, funnel, friction, touchpoints, feedback, quality and so on."`

	Data  string `type:"path" placeholder:"DIR" help:"Folder of the collector's data; or --url."`
	URL   string `name:"url" placeholder:"URL" help:"Address of a running collector, with --token."`
	Token string `placeholder:"rt_..." help:"Read token, with --url."`

	Site   string   `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	From   string   `placeholder:"DATE" help:"First day, such as 2026-10-01 (default: that of the first event; of a report, 29 days before the last)."`
	To     string   `placeholder:"DATE" help:"Last day, included (default: all there is; of a report, today)."`
	Filter []string `sep:"none" placeholder:"DIM:VALUE" help:"Keep what has a value, as in safar report. Repeat for more; not for events."`
	AsOf   string   `placeholder:"TIME" help:"Look from this time or end of date (default now); not for events."`
	Param  []string `sep:"none" placeholder:"NAME=VALUE" help:"What else the report is asked, by its name in the API, such as metrics=aov,orders, group_by=channel or mode=closed. Repeat for more."`

	Format string `placeholder:"FORMAT" help:"csv or jsonl (default by the name of --out, else csv). Events as jsonl can be imported again."`
	BOM    bool   `name:"bom" help:"Begin csv with a byte order mark, which some spreadsheets need to see that it is UTF-8."`
	Out    string `type:"path" placeholder:"FILE" help:"File to write; one that is there is replaced once the new one is whole (default standard output)."`
}

// Run asks the API for a file, over the network or in this process.
func (c *exportCmd) Run(e *env) error {
	query, err := c.query()
	if err != nil {
		return err
	}
	switch {
	case c.Data != "" && c.URL != "":
		return usage("--data and --url exclude each other", "SAFAR_DATA and SAFAR_URL count as well")
	case c.URL != "":
		if c.Token == "" {
			return usage("--url needs a --token", "safar init and safar token add print one")
		}
		from, err := client.New(c.URL, c.Token, version())
		if err != nil {
			return usage(err.Error(), "")
		}
		return c.fetch(e, from, query)
	case c.Data != "":
		return dataFlag{c.Data}.with(e, func(all *collector.Collector) error {
			token, err := all.OwnToken(e)
			if err != nil {
				return err
			}
			return c.fetch(e, client.InProcess(all.Handler(), token), query)
		})
	}
	return usage("--data or --url is needed", "safar export WHAT --data DIR, or safar export WHAT --url URL --token rt_...")
}

func (c *exportCmd) query() (url.Values, error) {
	query := url.Values{}
	for _, param := range c.Param {
		name, value, found := strings.Cut(param, "=")
		if !found || name == "" {
			return nil, usage(fmt.Sprintf("--param %q is no NAME=VALUE", param), "for example --param group_by=channel")
		}
		query.Add(name, value)
	}
	for name, value := range map[string]string{
		"site": c.Site, "from": c.From, "to": c.To, "as_of": c.AsOf, "format": c.format(),
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	for _, filter := range c.Filter {
		query.Add("filter", filter)
	}
	if c.BOM {
		query.Set("bom", "1")
	}
	return query, nil
}

// format is what the flag or the file's name says; "" for the API's default.
func (c *exportCmd) format() string {
	if c.Format == "" && strings.HasSuffix(c.Out, ".jsonl") {
		return "jsonl"
	}
	return c.Format
}

// fetch downloads the file and shows how far it is.
func (c *exportCmd) fetch(e *env, from *client.Client, query url.Values) error {
	if strings.Contains(c.What, "/") {
		return usage(fmt.Sprintf("there is nothing called %q to export", c.What), "see safar export --help")
	}
	return c.into(e, func(out io.Writer) error {
		p := &written{out: out, bar: e.bar()}
		defer p.bar.clear()
		return from.Download(e, "api/v1/export/"+c.What, query, p)
	})
}

// into lets write fill the file, or standard output. The file appears when it is whole: what
// breaks off leaves nothing behind that could be taken for it.
func (c *exportCmd) into(e *env, write func(io.Writer) error) (err error) {
	if c.Out == "" {
		out := bufio.NewWriter(e.out)
		return errors.Join(write(out), out.Flush())
	}
	file, err := os.CreateTemp(filepath.Dir(c.Out), "."+filepath.Base(c.Out)+".*")
	if err != nil {
		return failed(err, "choose another place with --out")
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), c.Out)
}

// written counts what passes through it and shows it.
type written struct {
	out   io.Writer
	bar   *bar
	bytes int64
	lines int64
}

// Write implements io.Writer.
func (w *written) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	w.bytes += int64(n)
	for _, b := range p[:n] {
		if b == '\n' {
			w.lines++
		}
	}
	w.bar.say(fmt.Sprintf("%.1f MB, %d lines", float64(w.bytes)/1e6, w.lines))
	return n, err
}
