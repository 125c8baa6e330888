package main

import (
	"net/url"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/terminal"
)

// findingFlags are what the reports that are no lists of metrics share.
type findingFlags struct {
	askFlags

	Site    string   `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	From    string   `placeholder:"DATE" help:"First day, such as 2026-10-01 (default 29 days before the last)."`
	To      string   `placeholder:"DATE" help:"Last day, included (default today)."`
	Compare string   `placeholder:"PERIOD" help:"Compare with the previous period, with the same dates last year, or not: previous, year, none."`
	Filter  []string `sep:"none" placeholder:"DIM:VALUE" help:"Keep what has a value, such as device:mobile, channel:email|sms or channel:!direct. Repeat for more; all must hold."`
	AsOf    string   `placeholder:"TIME" help:"Look from this time or end of date (default now)."`
	JSON    bool     `help:"Print the API's answer as it is."`
}

// query is what is asked, with further parameters of the report; those that are empty are
// left out.
func (f *findingFlags) query(more map[string]string) url.Values {
	query := url.Values{}
	for _, params := range []map[string]string{
		{"site": f.Site, "from": f.From, "to": f.To, "compare": f.Compare, "as_of": f.AsOf}, more,
	} {
		for name, value := range params {
			if value != "" {
				query.Set(name, value)
			}
		}
	}
	for _, filter := range f.Filter {
		query.Add("filter", filter)
	}
	return query
}

type funnelCmd struct {
	findingFlags

	Unit string `placeholder:"UNIT" help:"What is followed: session (a visit), cart or person (default session)."`
	Mode string `placeholder:"MODE" help:"What it takes to get to a step: reached, it or a later one; closed, all up to it one after the other (default reached)."`
}

// Run asks for the funnel.
func (c *funnelCmd) Run(e *env) error {
	return c.ask(e, "safar funnel", func(from *client.Client) error {
		answer, err := from.Get(e, "api/v1/funnel", c.query(map[string]string{"unit": c.Unit, "mode": c.Mode}))
		if err != nil {
			return err
		}
		return show(e, c.JSON, answer, terminal.WriteFunnel)
	})
}

type productsCmd struct {
	findingFlags

	Sort string `placeholder:"NUMBER" help:"Those with most of it come first: views, added, bought, left or revenue (default views)."`
}

// Run asks for the products.
func (c *productsCmd) Run(e *env) error {
	return c.ask(e, "safar products", func(from *client.Client) error {
		answer, err := from.Get(e, "api/v1/products", c.query(map[string]string{"sort": c.Sort}))
		if err != nil {
			return err
		}
		return show(e, c.JSON, answer, terminal.WriteProducts)
	})
}
