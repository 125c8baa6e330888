package main

import (
	"time"

	"github.com/safar-cx/safar/collector"
)

type shareCmd struct {
	List   shareListCmd   `cmd:"" help:"List the share links."`
	Add    shareAddCmd    `cmd:"" help:"Make a link that shows a site's sums to whoever has it."`
	Revoke shareRevokeCmd `cmd:"" help:"Make a share link useless for good; a running collector follows within seconds."`
}

type shareListCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Run lists the share links of all sites in the order of their making.
func (c *shareListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		return printTokens(e, all, collector.ShareLink, c.JSON)
	})
}

type shareAddCmd struct {
	dataFlag
	urlFlag
	Site string `placeholder:"NAME" help:"Site that it shows; may be left out where there is only one."`
	Name string `placeholder:"TEXT" help:"Whom it is for."`
	Days int    `default:"30" help:"Days until it expires, at most 365 (default ${default})."`
	JSON bool   `help:"Print JSON: id, url, expires."`
}

// Run makes a share link and shows it for the only time.
func (c *shareAddCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		url, link, err := all.AddShareLink(e, collector.TokenSpec{Site: s.ID, Name: c.Name, Life: days(c.Days)}, c.PublicURL)
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(map[string]any{"id": link.ID, "url": url, "expires": link.Expires})
		}
		return e.printf("%s\nshows sums of %s to whoever has it, until %s.\n", url, s.Name, link.Expires.Format(time.DateOnly))
	})
}

type shareRevokeCmd struct {
	dataFlag
	ID int64 `arg:"" help:"Number of the link, as safar share list shows it."`
}

// Run revokes a share link; doing so again changes nothing.
func (c *shareRevokeCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		if err := all.RevokeToken(e, c.ID); err != nil {
			return failed(err, "safar share list shows the numbers")
		}
		return nil
	})
}
