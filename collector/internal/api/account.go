package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/ingest"
)

func (a *API) accountRoutes() []Route {
	body := []string{string(ingest.BadJSON), string(ingest.TooLarge), string(ingest.UnsupportedMediaType), codeForbiddenOrigin, "unavailable"}
	with := func(codes ...string) []string { return append(codes, body...) }
	return []Route{{
		Method: http.MethodGet, Path: "/api/v1/setup", Permission: account.Public,
		Summary: "Tells whether the first user is still to be made.", Response: neededJSON{}, handle: a.setupNeeded,
		Codes: []string{"unavailable"},
	}, {
		Method: http.MethodPost, Path: "/api/v1/setup", Permission: account.Public,
		Summary: "Makes the first user, with the token of a setup link, and signs him in: sets the cookie " + sessionCookie + ".",
		Request: setupJSON{}, handle: a.finishSetup,
		Codes: with(codeInvalidToken, codeInvalidEmail, codeWeakPassword, codeAlreadySetUp, codeInsecure),
	}, {
		Method: http.MethodPost, Path: "/api/v1/session", Permission: account.Public,
		Summary: "Signs a user in: sets the cookie " + sessionCookie + ".",
		Request: credentialsJSON{}, handle: a.signInByPassword,
		Codes: with(codeWrongCredentials, codeCodeNeeded, codeRateLimited, codeInsecure),
	}, {
		Method: http.MethodPost, Path: "/api/v1/session/link", Permission: account.Public,
		Summary: "Signs a user in with the token of a sign-in link: sets the cookie " + sessionCookie + ".",
		Request: linkJSON{}, handle: a.signInByLink,
		Codes: with(codeInvalidToken, codeWrongCredentials, codeCodeNeeded, codeRateLimited, codeInsecure),
	}, {
		Method: http.MethodDelete, Path: "/api/v1/session", Permission: account.Public,
		Summary: "Signs out. Without a session it changes nothing.", handle: a.signOut,
		Codes: []string{codeForbiddenOrigin, "unavailable"},
	}, {
		Method: http.MethodGet, Path: "/api/v1/me", Permission: account.Known,
		Summary: "Tells who asks, and which sites there are to ask about.", Response: meJSON{}, handle: a.me,
		Codes: []string{"unavailable"},
	}}
}

type neededJSON struct {
	Needed bool `json:"needed" doc:"There is no user; the program prints a link to make one."`
}

type setupJSON struct {
	Token    string `json:"token" doc:"What follows #setup= in the link; good for one use."`
	Email    string `json:"email"`
	Password string `json:"password" doc:"12 to 128 characters: none of the common ones, and none with the e-mail address or the shop's name in it."`
}

type credentialsJSON struct {
	Email    string `json:"email"`
	Password string `json:"password"`
	Code     string `json:"code,omitempty" doc:"Of the second factor, or a recovery code; needed where the answer was code_needed."`
}

type linkJSON struct {
	Token string `json:"token" doc:"What follows #signin= in the link; good for one use."`
	Code  string `json:"code,omitempty" doc:"As with a password."`
}

func (a *API) setupNeeded(ctx context.Context, _ *call) (reply, error) {
	needed, err := a.setup.Needed(ctx)
	if err != nil {
		return reply{}, err
	}
	return ok(neededJSON{needed}), nil
}

func (a *API) finishSetup(ctx context.Context, c *call) (reply, error) {
	return signIn(a, c, func(in setupJSON) (string, error) {
		return a.setup.Finish(ctx, in.Token, in.Email, in.Password, a.caller(c))
	})
}

func (a *API) signInByPassword(ctx context.Context, c *call) (reply, error) {
	return signIn(a, c, func(in credentialsJSON) (string, error) {
		return a.door.ByPassword(ctx, in.Email, in.Password, in.Code, a.caller(c))
	})
}

func (a *API) signInByLink(ctx context.Context, c *call) (reply, error) {
	return signIn(a, c, func(in linkJSON) (string, error) {
		return a.door.ByLink(ctx, in.Token, in.Code, a.caller(c))
	})
}

// signIn reads what somebody shows and hands him the session that it opens. The session that the
// browser had before ends: it may be one that somebody planted there.
func signIn[Shown any](a *API, c *call, open func(Shown) (token string, err error)) (reply, error) {
	if err := a.private(c); err != nil {
		return reply{}, err
	}
	var in Shown
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	token, err := open(in)
	if err != nil {
		return reply{}, err
	}
	if err := a.sessions.End(c.Context(), a.shownSession(c.Request)); err != nil {
		return reply{}, err
	}
	return a.signedIn(c, token), nil
}

// caller is what sessions and the slowing down of tries need to know of who asks.
func (a *API) caller(c *call) account.Caller {
	return account.Caller{Network: network(c.IP), Browser: a.browser(c.UserAgent())}
}

func (a *API) signOut(ctx context.Context, c *call) (reply, error) {
	token := a.shownSession(c.Request)
	user, err := a.sessions.Find(ctx, token)
	if err != nil && !errors.Is(err, account.ErrUnknown) {
		return reply{}, err
	}
	if err := a.sessions.End(ctx, token); err != nil {
		return reply{}, err
	}
	if user.ID != 0 {
		a.audit.Note(audit.By(ctx, user.Email), audit.Deed{Action: audit.SignedOut})
	}
	return a.signedOut(c), nil
}
