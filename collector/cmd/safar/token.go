package main

import "github.com/safar-cx/safar/collector"

type tokenCmd struct {
	List   tokenListCmd   `cmd:"" help:"List the read tokens."`
	Add    tokenAddCmd    `cmd:"" help:"Make a read token."`
	Revoke tokenRevokeCmd `cmd:"" help:"Make a token useless for good; a running collector follows within seconds."`
}

// tokenJSON is a token for scripts. Token is its beginning; Site is null for every site.
type tokenJSON struct {
	ID      int64   `json:"id"`
	Site    *string `json:"site"`
	Token   string  `json:"token"`
	Revoked bool    `json:"revoked"`
}

type tokenListCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Run lists the tokens of all sites in the order of their making.
func (c *tokenListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		sites, err := all.Sites(e)
		if err != nil {
			return err
		}
		names := map[int64]*string{}
		for _, s := range sites {
			names[s.ID] = &s.Name
		}
		tokens, err := all.Tokens(e)
		if err != nil {
			return err
		}
		list := make([]tokenJSON, 0, len(tokens))
		for _, t := range tokens {
			j := tokenJSON{t.ID, names[t.Site], t.Label, t.Revoked}
			list = append(list, j)
			if c.JSON {
				continue
			}
			covers := "every site"
			if j.Site != nil {
				covers = *j.Site
			}
			err = firstOf(err, e.printf("%d  %s  %s%s\n", j.ID, covers, j.Token, revoked(j.Revoked)))
		}
		if c.JSON {
			return e.printJSON(list)
		}
		return err
	})
}

type tokenAddCmd struct {
	dataFlag
	Site     string `xor:"covers" placeholder:"NAME" help:"Site that it reads; may be left out where there is only one."`
	AllSites bool   `xor:"covers" help:"Let it read every site, those to come as well."`
	JSON     bool   `help:"Print JSON."`
}

// Run makes a token and shows it for the only time.
func (c *tokenAddCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		var covers *collector.Site
		if !c.AllSites {
			s, err := site(e, all, c.Site)
			if err != nil {
				return err
			}
			covers = &s
		}
		secret, token, err := all.AddToken(e, covers)
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(map[string]any{"id": token.ID, "token": secret})
		}
		return e.printf("%s\n", secret)
	})
}

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
