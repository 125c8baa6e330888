package api

import (
	"context"
	"fmt"
)

type meJSON struct {
	Email   string       `json:"email" doc:"Of the user who is signed in; empty for a read token."`
	Sites   []mySiteJSON `json:"sites" doc:"Those that may be asked about, by name."`
	Version string       `json:"version" doc:"Of the collector."`
}

type mySiteJSON struct {
	Name     string `json:"name"`
	Timezone string `json:"timezone" doc:"IANA name; days are cut in it."`
	Currency string `json:"currency" doc:"ISO 4217 code of the shop's own currency."`
}

func (a *API) me(ctx context.Context, c *call) (reply, error) {
	if err := newQuery(c, nil).failed(); err != nil {
		return reply{}, err
	}
	sites, err := a.sites.Sites(ctx)
	if err != nil {
		return reply{}, fmt.Errorf("list sites: %w", err)
	}
	out := meJSON{Email: c.User.Email, Sites: []mySiteJSON{}, Version: a.version}
	for _, s := range sites {
		if c.Token.Site == 0 || c.Token.Site == s.ID {
			out.Sites = append(out.Sites, mySiteJSON{s.Name, s.Timezone, s.Settings.Currency})
		}
	}
	return ok(out), nil
}
