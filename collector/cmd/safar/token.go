package main

import (
	"time"

	"github.com/safar-cx/safar/collector"
)

type tokenCmd struct {
	List   tokenListCmd   `cmd:"" help:"List the read tokens."`
	Add    tokenAddCmd    `cmd:"" help:"Make a read token."`
	Revoke tokenRevokeCmd `cmd:"" help:"Make a token useless for good; a running collector follows within seconds."`
}

// tokenJSON is a token for scripts. Token is its beginning; Site is null for every site, Expires
// for never.
type tokenJSON struct {
	ID      int64      `json:"id"`
	Site    *string    `json:"site"`
	Token   string     `json:"token"`
	Scope   string     `json:"scope"`
	Name    string     `json:"name"`
	Expires *time.Time `json:"expires"`
	Revoked bool       `json:"revoked"`
}

func tokenOf(t collector.Token, names map[int64]*string) tokenJSON {
	j := tokenJSON{t.ID, names[t.Site], t.Label, string(t.Scope), t.Name, nil, t.Revoked}
	if !t.Expires.IsZero() {
		j.Expires = &t.Expires
	}
	return j
}

// printTokens lists the tokens of a kind in the order of their making.
func printTokens(e *env, all *collector.Collector, kind collector.TokenKind, asJSON bool) error {
	names, err := siteNames(e, all)
	if err != nil {
		return err
	}
	tokens, err := all.Tokens(e)
	if err != nil {
		return err
	}
	list := []tokenJSON{}
	for _, t := range tokens {
		if t.Kind != kind {
			continue
		}
		j := tokenOf(t, names)
		list = append(list, j)
		if asJSON {
			continue
		}
		until := ""
		if j.Expires != nil {
			until = "  until " + j.Expires.Format(time.DateOnly)
		}
		name := ""
		if j.Name != "" {
			name = "  " + j.Name
		}
		err = firstOf(err, e.printf("%d  %s  %s  %s%s%s%s\n", j.ID, orEvery(j.Site), j.Token, j.Scope, until, revoked(j.Revoked), name))
	}
	if asJSON {
		return e.printJSON(list)
	}
	return err
}

type tokenListCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Run lists the tokens of all sites in the order of their making.
func (c *tokenListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		return printTokens(e, all, collector.ReadToken, c.JSON)
	})
}

type tokenAddCmd struct {
	dataFlag
	Site     string `xor:"covers" placeholder:"NAME" help:"Site that it reads; may be left out where there is only one."`
	AllSites bool   `xor:"covers" help:"Let it read every site, those to come as well."`
	Scope    string `enum:"sums,details" default:"details" help:"sums: what is true of many; details: single persons as well (default ${default})."`
	Name     string `placeholder:"TEXT" help:"What it is for."`
	Days     int    `placeholder:"N" help:"Days until it expires; left out, it does not."`
	JSON     bool   `help:"Print JSON."`
}

// Run makes a token and shows it for the only time.
func (c *tokenAddCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		spec := collector.TokenSpec{Scope: collector.Scope(c.Scope), Name: c.Name, Life: days(c.Days)}
		if !c.AllSites {
			s, err := site(e, all, c.Site)
			if err != nil {
				return err
			}
			spec.Site = s.ID
		}
		secret, token, err := all.AddToken(e, spec)
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(map[string]any{"id": token.ID, "token": secret})
		}
		return e.printf("%s\n", secret)
	})
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

type tokenRevokeCmd struct {
	dataFlag
	ID int64 `arg:"" help:"Number of the token, as safar token list shows it."`
}

// Run revokes a token; doing so again changes nothing.
func (c *tokenRevokeCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		if err := all.RevokeToken(e, c.ID); err != nil {
			return failed(err, "safar token list shows the numbers")
		}
		return nil
	})
}
