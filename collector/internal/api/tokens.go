package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Passes keeps what lets readers and senders in.
type Passes interface {
	Tokens(context.Context) ([]store.Token, error)
	RevokeToken(ctx context.Context, id int64) error
	ChangeKey(ctx context.Context, id int64, origins []string, eventsPerDay int64) error
	RevokeKey(ctx context.Context, id int64) error
}

func (a *API) tokenRoutes() []Route {
	const tokens, shares = "/api/v1/tokens", "/api/v1/shares"
	kept := func(kind store.TokenKind) handler {
		return func(ctx context.Context, c *call) (reply, error) { return a.listTokens(ctx, c, kind) }
	}
	made := func(issue issueFunc, deed audit.Action) handler {
		return func(ctx context.Context, c *call) (reply, error) { return a.addToken(ctx, c, issue, deed) }
	}
	ended := func(kind store.TokenKind, deed audit.Action) handler {
		return func(ctx context.Context, c *call) (reply, error) { return a.revokeToken(ctx, c, kind, deed) }
	}
	return []Route{
		listRoute(account.Own, tokens, "Lists the tokens that read of a site.", tokensJSON{}, kept(store.ReadToken)),
		writeRoute(http.MethodPost, tokens, "Makes a read token.", tokenForm{}, newTokenJSON{}, made(a.issuer.ReadToken, audit.TokenAdded)),
		removeRoute(tokens+"/{id}", "Revokes a read token.", ended(store.ReadToken, audit.TokenRevoked), numberParam()),
		listRoute(account.Own, shares, "Lists the share links of a site.", tokensJSON{}, kept(store.ShareLink)),
		writeRoute(http.MethodPost, shares, "Makes a link that shows sums of the site to whoever has it.", shareForm{}, newTokenJSON{}, made(a.issuer.ShareLink, audit.ShareAdded)),
		removeRoute(shares+"/{id}", "Revokes a share link.", ended(store.ShareLink, audit.ShareRevoked), numberParam()),
	}
}

// issueFunc issues a token of a kind.
type issueFunc func(context.Context, account.TokenSpec) (string, store.Token, error)

type tokensJSON struct {
	Tokens []tokenJSON `json:"tokens" doc:"Those that work, in the order of their making."`
}

type tokenJSON struct {
	ID      int64   `json:"id"`
	Token   string  `json:"token" doc:"Its beginning."`
	Name    string  `json:"name" doc:"What it is for; may be empty."`
	Scope   string  `json:"scope" doc:"sums or details."`
	Every   bool    `json:"every" doc:"It covers every site."`
	Expires *string `json:"expires" doc:"Null for never."`
	Yours   bool    `json:"yours" doc:"You may revoke it."`
}

type shareForm struct {
	Name string `json:"name" doc:"Whom or what it is for, at most 80 characters."`
	Days int    `json:"days" doc:"Until it expires; 0 for the usual: never, or 30 for a share link, which lives at most 365."`
}

type tokenForm struct {
	shareForm
	Scope string `json:"scope" doc:"sums or details; empty for details."`
}

type newTokenJSON struct {
	ID     int64  `json:"id"`
	Secret string `json:"secret" doc:"The token, or what goes behind #share= in a link. It is told this once."`
}

func renderToken(t *store.Token, may account.Access) tokenJSON {
	out := tokenJSON{
		ID: t.ID, Token: t.Label, Name: t.Name, Scope: string(t.Scope), Every: t.Site == 0, Yours: ownsToken(may, t),
	}
	if !t.Expires.IsZero() {
		text := t.Expires.UTC().Format(time.RFC3339)
		out.Expires = &text
	}
	return out
}

func ownsToken(may account.Access, t *store.Token) bool {
	return may.Covers([]store.Grant{{Site: t.Site}})
}

// working lists the tokens of a kind that read of a site.
func (a *API) working(ctx context.Context, site store.Site, kind store.TokenKind) ([]store.Token, error) {
	all, err := a.passes.Tokens(ctx)
	if err != nil {
		return nil, fmt.Errorf("list tokens: %w", err)
	}
	var list []store.Token
	for _, t := range all {
		expired := !t.Expires.IsZero() && !a.now().Before(t.Expires)
		if t.Kind == kind && (t.Site == site.ID || t.Site == 0) && !t.Revoked && !expired {
			list = append(list, t)
		}
	}
	return list, nil
}

func (a *API) listTokens(ctx context.Context, c *call, kind store.TokenKind) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.working(ctx, site, kind)
	if err != nil {
		return reply{}, err
	}
	out := tokensJSON{Tokens: make([]tokenJSON, len(list))}
	for i := range list {
		out.Tokens[i] = renderToken(&list[i], c.May)
	}
	return ok(out), nil
}

func (a *API) addToken(ctx context.Context, c *call, issue issueFunc, deed audit.Action) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	var in tokenForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	secret, token, err := issue(ctx, account.TokenSpec{
		Site: site.ID, Scope: store.Scope(in.Scope), Name: in.Name, Life: time.Duration(min(in.Days, 1<<16)) * 24 * time.Hour,
	})
	if err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Deed{Action: deed, Site: site.Name, Object: token.Label})
	return created(newTokenJSON{token.ID, secret}), nil
}

func (a *API) revokeToken(ctx context.Context, c *call, kind store.TokenKind, deed audit.Action) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.working(ctx, site, kind)
	if err != nil {
		return reply{}, err
	}
	for i := range list {
		if list[i].ID != id {
			continue
		}
		if !ownsToken(c.May, &list[i]) {
			return reply{}, account.ErrNotYours
		}
		if err := a.passes.RevokeToken(ctx, id); err != nil {
			return reply{}, err
		}
		a.tokens.Forget()
		a.audit.Note(ctx, audit.Deed{Action: deed, Site: site.Name, Object: list[i].Label})
		return done(), nil
	}
	return reply{}, noEntry("There is none of this number.")
}
