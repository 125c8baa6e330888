package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Policies keeps what holds for every user.
type Policies interface {
	Policy(context.Context) (store.Policy, error)
	SetPolicy(context.Context, store.Policy) error
}

// profileRoutes are what users see and change of their own accounts, and owners of the policy for
// all.
func (a *API) profileRoutes() []Route {
	const own, factor, sessions, policy = "/api/v1/account", "/api/v1/account/second-factor", "/api/v1/account/sessions", "/api/v1/policy"
	form := func(codes ...string) []string {
		return append(codes, string(ingest.BadJSON), string(ingest.TooLarge), string(ingest.UnsupportedMediaType), "unavailable")
	}
	const again = codeWrongCredentials
	return []Route{{
		Method: http.MethodGet, Path: own, Permission: account.Self, Response: ownAccountJSON{}, handle: a.ownAccount,
		Summary: "Tells how its own user signs in, and where he is signed in.", Codes: []string{"unavailable"},
	}, {
		Method: http.MethodPut, Path: own + "/password", Permission: account.Self, Request: passwordJSON{}, handle: a.changePassword,
		Summary: "Changes its own user's password. All of his other sessions and his sign-in links end, and this session becomes another: sets the cookie.",
		Codes:   form(again, codeCodeNeeded, codeWeakPassword, codeRateLimited),
	}, {
		Method: http.MethodPost, Path: factor, Permission: account.Self, Request: passwordAloneJSON{}, Response: newFactorJSON{}, handle: a.beginFactor,
		Summary: "Makes the secret of a second factor, which counts from its first code on.",
		Codes:   form(again, codeFactorOn, codeRateLimited),
	}, {
		Method: http.MethodPost, Path: factor + "/confirm", Permission: account.Self, Request: codeJSON{}, Response: recoveryJSON{}, handle: a.confirmFactor,
		Summary: "Makes a second factor count, with its first code, and tells the recovery codes for the only time. All other sessions end: sets the cookie.",
		Codes:   form(again, codeNoFactor, codeRateLimited),
	}, {
		Method: http.MethodPost, Path: factor + "/off", Permission: account.Self, Request: proofJSON{}, handle: a.endFactor,
		Summary: "Takes the second factor away. All other sessions end: sets the cookie.",
		Codes:   form(again, codeCodeNeeded, codeNoFactor, codeRateLimited),
	}, {
		Method: http.MethodDelete, Path: sessions, Permission: account.Self, handle: a.endOtherSessions,
		Summary: "Ends all sessions of its own user but this one.", Codes: []string{"unavailable"},
	}, {
		Method: http.MethodDelete, Path: sessions + "/{id}", Permission: account.Self, handle: a.endOneSession,
		Params:  []Param{{Name: "id", In: "path", Description: "Of the session, as the account tells it."}},
		Summary: "Ends one session of its own user.", Codes: []string{codeNotFound, "unavailable"},
	}, {
		Method: http.MethodGet, Path: policy, Permission: account.Own, Whole: true, Response: policyJSON{}, handle: a.policy,
		Summary: "Tells what holds for every user.", Codes: []string{"unavailable"},
	}, {
		Method: http.MethodPut, Path: policy, Permission: account.Own, Whole: true, Request: policyJSON{}, Response: policyJSON{}, handle: a.setPolicy,
		Summary: "Changes what holds for every user.", Codes: form(),
	}}
}

type ownAccountJSON struct {
	Email        string           `json:"email"`
	Password     bool             `json:"password" doc:"A password lets in; without one, links do."`
	SecondFactor bool             `json:"second_factor" doc:"Codes are asked for."`
	Recovery     int              `json:"recovery" doc:"How many recovery codes are left."`
	Sessions     []ownSessionJSON `json:"sessions" doc:"The latest used first."`
}

type ownSessionJSON struct {
	ID      string `json:"id"`
	Browser string `json:"browser" doc:"Its family; empty when unknown."`
	Since   string `json:"since" doc:"In UTC."`
	Seen    string `json:"seen" doc:"In UTC; may be some minutes behind."`
	This    bool   `json:"this" doc:"The one in which this is asked."`
}

type passwordJSON struct {
	Current string `json:"current" doc:"Empty for who has none yet."`
	Code    string `json:"code,omitempty" doc:"Needed where the answer was code_needed."`
	New     string `json:"new" doc:"12 to 128 characters: none of the common ones, and none with the e-mail address or the shop's name in it."`
}

type passwordAloneJSON struct {
	Password string `json:"password" doc:"Empty for who has none."`
}

type proofJSON struct {
	Password string `json:"password" doc:"Empty for who has none."`
	Code     string `json:"code" doc:"Of the phone, or a recovery code."`
}

type codeJSON struct {
	Code string `json:"code" doc:"Six digits."`
}

type newFactorJSON struct {
	Secret string `json:"secret" doc:"Base32, to be typed into a phone."`
	URL    string `json:"url" doc:"otpauth:// address, to be opened on a phone."`
	QR     qrJSON `json:"qr" doc:"The address, to be read by a phone."`
}

type recoveryJSON struct {
	Codes []string `json:"codes" doc:"Each is good once instead of a code."`
}

type policyJSON struct {
	StrictSessions bool `json:"strict_sessions" doc:"Sessions end after 30 minutes without use and 8 hours in any case, instead of 14 and 90 days."`
}

func (a *API) ownAccount(ctx context.Context, c *call) (reply, error) {
	on, recovery, err := a.profile.Factor(ctx, c.User)
	if err != nil {
		return reply{}, err
	}
	open, err := a.sessions.Open(ctx, c.User, a.shownSession(c.Request))
	if err != nil {
		return reply{}, err
	}
	out := ownAccountJSON{c.User.Email, c.User.HasPassword, on, recovery, make([]ownSessionJSON, 0, len(open))}
	for _, s := range open {
		out.Sessions = append(out.Sessions, ownSessionJSON{s.ID, s.Browser, s.Created.UTC().Format(time.RFC3339), s.Seen.UTC().Format(time.RFC3339), s.This})
	}
	return ok(out), nil
}

func (a *API) changePassword(ctx context.Context, c *call) (reply, error) {
	return signIn(a, c, func(in passwordJSON) (string, error) {
		return a.profile.ChangePassword(ctx, c.User, in.Current, in.Code, in.New, a.caller(c))
	})
}

func (a *API) beginFactor(ctx context.Context, c *call) (reply, error) {
	if err := a.private(c); err != nil {
		return reply{}, err
	}
	var in passwordAloneJSON
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	made, err := a.profile.BeginFactor(ctx, c.User, in.Password, a.caller(c))
	if err != nil {
		return reply{}, err
	}
	code, err := qrOf(made.URL)
	if err != nil {
		return reply{}, err
	}
	return ok(newFactorJSON{made.Secret, made.URL, code}), nil
}

func (a *API) confirmFactor(ctx context.Context, c *call) (reply, error) {
	var codes []string
	r, err := signIn(a, c, func(in codeJSON) (token string, err error) {
		token, codes, err = a.profile.ConfirmFactor(ctx, c.User, in.Code, a.caller(c))
		return token, err
	})
	if codes != nil {
		r.status, r.body = http.StatusOK, recoveryJSON{codes}
	}
	return r, err
}

func (a *API) endFactor(ctx context.Context, c *call) (reply, error) {
	return signIn(a, c, func(in proofJSON) (string, error) {
		return a.profile.EndFactor(ctx, c.User, in.Password, in.Code, a.caller(c))
	})
}

func (a *API) endOtherSessions(ctx context.Context, c *call) (reply, error) {
	if err := a.sessions.EndOthers(ctx, c.User.ID, a.shownSession(c.Request)); err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Deed{Action: audit.SessionsEnded, Detail: "others"})
	return done(), nil
}

func (a *API) endOneSession(ctx context.Context, c *call) (reply, error) {
	err := a.sessions.EndOne(ctx, c.User, c.PathValue("id"))
	if errors.Is(err, store.ErrNotFound) {
		return reply{}, &problem{codeNotFound, "There is no session of this name.", "It may have ended; the account tells which there are."}
	}
	if err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Deed{Action: audit.SessionsEnded, Detail: "one"})
	return done(), nil
}

func (a *API) policy(ctx context.Context, _ *call) (reply, error) {
	p, err := a.policies.Policy(ctx)
	return ok(policyJSON{p.StrictSessions}), err
}

func (a *API) setPolicy(ctx context.Context, c *call) (reply, error) {
	var in policyJSON
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	p := store.Policy{StrictSessions: in.StrictSessions}
	if err := a.policies.SetPolicy(ctx, p); err != nil {
		return reply{}, err
	}
	a.sessions.Forget()
	a.audit.Note(ctx, audit.Deed{Action: audit.PolicyChanged, Detail: account.PolicyWord(p)})
	return ok(in), nil
}
