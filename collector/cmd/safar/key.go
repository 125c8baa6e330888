package main

import (
	"strconv"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/sdk/event"
)

type keyCmd struct {
	List   keyListCmd   `cmd:"" help:"List the keys of a site."`
	Add    keyAddCmd    `cmd:"" help:"Make a key."`
	Quota  keyQuotaCmd  `cmd:"" help:"Bound how many events a key may bring a day."`
	Revoke keyRevokeCmd `cmd:"" help:"Make a key useless for good; a running collector follows within seconds."`
}

// keyJSON is a key for scripts. Key is the browser key itself, or the beginning of a server key.
type keyJSON struct {
	ID      int64    `json:"id"`
	Kind    string   `json:"kind"`
	Key     string   `json:"key"`
	Origins []string `json:"origins"`
	Revoked bool     `json:"revoked"`
	Quota   int64    `json:"events_per_day"`
}

func keyOf(k collector.Key) keyJSON {
	kind := "browser"
	if k.Kind == event.ServerKey {
		kind = "server"
	}
	return keyJSON{k.ID, kind, k.Label, append([]string{}, k.Origins...), k.Revoked, k.EventsPerDay}
}

type keyListCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	JSON bool   `help:"Print JSON."`
}

// Run lists the keys in the order of their making.
func (c *keyListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		keys, err := all.Keys(e, s)
		if err != nil {
			return err
		}
		list := make([]keyJSON, 0, len(keys))
		for _, k := range keys {
			j := keyOf(k)
			list = append(list, j)
			if !c.JSON {
				err = firstOf(err, e.printf("%d  %s  %s  origins %s  events per day %s%s\n", j.ID, j.Kind, j.Key, orNone(j.Origins), orAll(j.Quota), revoked(j.Revoked)))
			}
		}
		if c.JSON {
			return e.printJSON(list)
		}
		return err
	})
}

func revoked(is bool) string {
	if is {
		return "  revoked"
	}
	return ""
}

// orAll writes a quota.
func orAll(events int64) string {
	if events == 0 {
		return "all"
	}
	return strconv.FormatInt(events, 10)
}

type keyAddCmd struct {
	dataFlag
	Site   string   `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Kind   string   `required:"" enum:"browser,server" placeholder:"KIND" help:"browser: public, for pages; server: secret, for the shop's backend."`
	Origin []string `placeholder:"URL" help:"Origins that may use a browser key, such as https://shop.example."`
	JSON   bool     `help:"Print JSON."`
}

// Run makes a key and shows it, a server key for the only time.
func (c *keyAddCmd) Run(e *env) error {
	kind := event.BrowserKey
	if c.Kind == "server" {
		kind = event.ServerKey
		if len(c.Origin) > 0 {
			return usage("a server key has no origins", "leave --origin out, or make a browser key")
		}
	}
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		secret, key, err := all.AddKey(e, s, kind, c.Origin)
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(map[string]any{"id": key.ID, "kind": c.Kind, "key": secret})
		}
		return e.printf("%s\n", secret)
	})
}

type keyQuotaCmd struct {
	dataFlag
	ID           int64 `arg:"" name:"key" help:"Number of the key, as safar key list shows it."`
	EventsPerDay int64 `required:"" placeholder:"N" help:"Events that are accepted on a day of the site's time zone, from 1000 on; 0 for as many as come. A running collector follows within seconds."`
}

// Run sets the quota of a key.
func (c *keyQuotaCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		if err := all.SetKeyQuota(e, c.ID, c.EventsPerDay); err != nil {
			return failed(err, "safar key list shows the numbers of keys that work")
		}
		return nil
	})
}

type keyRevokeCmd struct {
	dataFlag
	ID int64 `arg:"" help:"Number of the key, as safar key list shows it."`
}

// Run revokes a key; doing so again changes nothing.
func (c *keyRevokeCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		if err := all.RevokeKey(e, c.ID); err != nil {
			return failed(err, "safar key list shows the numbers")
		}
		return nil
	})
}
