package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/account"
)

type meJSON struct {
	Email   string       `json:"email" doc:"Of the user who is signed in; empty for a read token or a share link."`
	Sites   []mySiteJSON `json:"sites" doc:"Those that may be asked about, by name."`
	OwnsAll bool         `json:"owns_all" doc:"Whether the asker owns every site, those to come as well."`
	Version string       `json:"version" doc:"Of the collector."`
}

type mySiteJSON struct {
	Name     string `json:"name"`
	Timezone string `json:"timezone" doc:"IANA name; days are cut in it."`
	Currency string `json:"currency" doc:"ISO 4217 code of the shop's own currency."`
	May      string `json:"may" doc:"The highest permission there: sums, details, write or own; each includes those before it."`
}

func (a *API) me(ctx context.Context, c *call) (reply, error) {
	if err := newQuery(c, nil).failed(); err != nil {
		return reply{}, err
	}
	sites, err := a.visible(ctx, c.May)
	if err != nil {
		return reply{}, err
	}
	out := meJSON{Email: c.User.Email, Sites: make([]mySiteJSON, len(sites)), OwnsAll: c.May.MayEverywhere(account.Own), Version: a.version}
	for i := range sites {
		s := &sites[i]
		out.Sites[i] = mySiteJSON{s.Name, s.Timezone, s.Settings.Currency, string(c.May.Most(s.ID))}
	}
	return ok(out), nil
}
