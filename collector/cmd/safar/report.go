package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/terminal"
)

type reportCmd struct {
	askFlags

	Site      string   `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	From      string   `placeholder:"DATE" help:"First day, such as 2026-10-01 (default 29 days before the last)."`
	To        string   `placeholder:"DATE" help:"Last day, included (default today)."`
	Metrics   []string `placeholder:"ID,..." help:"Metrics to show (default all)."`
	Interval  string   `placeholder:"STEP" help:"Show a series by hour, day, week or month."`
	Calendar  string   `placeholder:"NAME" help:"Calendar in which months are cut: gregorian, persian or islamic."`
	WeekStart string   `placeholder:"DAY" help:"First day of a week: sat, sun, mon..."`
	Compare   string   `placeholder:"PERIOD" help:"Compare with the previous period, with the same dates last year, or not: previous, year, none."`
	GroupBy   string   `placeholder:"DIMENSION" help:"Split by a dimension, such as channel or device."`
	Filter    []string `sep:"none" placeholder:"DIM:VALUE" help:"Keep what has a value, such as device:mobile, channel:email|sms or channel:!direct. Repeat for more; all must hold."`
	AsOf      string   `placeholder:"TIME" help:"Look from this time or end of date (default now)."`

	Width int  `default:"100" help:"Columns that tables of groups and series may take (default ${default})."`
	JSON  bool `help:"Print the API's answer as it is."`
}

// Run asks the report API, over the network or in this process.
func (c *reportCmd) Run(e *env) error {
	return c.ask(e, "safar report", func(from *client.Client) error { return c.show(e, from) })
}

func (c *reportCmd) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{
		"site": c.Site, "from": c.From, "to": c.To, "metrics": strings.Join(c.Metrics, ","),
		"interval": c.Interval, "calendar": c.Calendar, "week_start": c.WeekStart,
		"compare": c.Compare, "group_by": c.GroupBy, "as_of": c.AsOf,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	for _, filter := range c.Filter {
		query.Add("filter", filter)
	}
	return query
}

func (c *reportCmd) show(e *env, from *client.Client) error {
	answer, err := from.Get(e, "api/v1/report", c.query())
	if err != nil {
		return err
	}
	if c.JSON {
		_, err := e.out.Write(answer)
		return err
	}
	var r terminal.Report
	if err := json.Unmarshal(answer, &r); err != nil {
		return fmt.Errorf("read the report: %w", err)
	}
	names, err := metricNames(e, from)
	if err != nil {
		return err
	}
	return terminal.Write(e.out, r, terminal.Options{Width: c.Width, Color: e.color(), Names: names})
}

// metricNames asks for what the metrics are called, so that a newer collector's are named too.
func metricNames(e *env, from *client.Client) (map[string]string, error) {
	answer, err := from.Get(e, "api/v1/catalog", nil)
	if err != nil {
		return nil, err
	}
	var catalog struct {
		Metrics []struct {
			ID    string
			Names map[string]string
		}
	}
	if err := json.Unmarshal(answer, &catalog); err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	names := map[string]string{}
	for _, m := range catalog.Metrics {
		names[m.ID] = m.Names["en"]
	}
	return names, nil
}
