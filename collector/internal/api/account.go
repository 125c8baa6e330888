package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
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
		Codes: with(codeInvalidToken, codeInvalidEmail, codeWeakPassword, codeAlreadySetUp),
	}, {
		Method: http.MethodPost, Path: "/api/v1/session", Permission: account.Public,
		Summary: "Signs a user in: sets the cookie " + sessionCookie + ".",
		Request: credentialsJSON{}, handle: a.signIn,
		Codes: with(codeWrongCredentials, codeRateLimited),
	}, {
		Method: http.MethodPost, Path: "/api/v1/session/link", Permission: account.Public,
		Summary: "Signs a user in with the token of a sign-in link: sets the cookie " + sessionCookie + ".",
		Request: linkJSON{}, handle: a.signInByLink,
		Codes: with(codeInvalidToken),
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
	Password string `json:"password" doc:"12 to 128 characters, none of the common ones."`
}

type credentialsJSON struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

type linkJSON struct {
	Token string `json:"token" doc:"What follows #signin= in the link; good for one use."`
}

func (a *API) setupNeeded(ctx context.Context, _ *call) (reply, error) {
	needed, err := a.setup.Needed(ctx)
	if err != nil {
		return reply{}, err
	}
	return ok(neededJSON{needed}), nil
}

func (a *API) finishSetup(ctx context.Context, c *call) (reply, error) {
	var in setupJSON
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	token, err := a.setup.Finish(ctx, in.Token, in.Email, in.Password)
	if err != nil {
		return reply{}, err
	}
	return signedIn(c, token), nil
}

func (a *API) signIn(ctx context.Context, c *call) (reply, error) {
	var in credentialsJSON
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	token, err := a.door.ByPassword(ctx, in.Email, in.Password, network(c.IP))
	var throttled *account.ThrottledError
	if errors.As(err, &throttled) {
		return tooManyTries(throttled.Wait), nil
	}
	if err != nil {
		return reply{}, err
	}
	return signedIn(c, token), nil
}

// tooManyTries tells how long to wait, in whole seconds that are not too few.
func tooManyTries(wait time.Duration) reply {
	seconds := int((wait + time.Second - 1) / time.Second)
	r := replyTo(&problem{codeRateLimited, fmt.Sprintf("Too many wrong passwords. The next one can be tried in %d s.", seconds),
		"Whoever runs the collector can make a link to sign in at once: safar user link EMAIL."})
	r.header.Set("Retry-After", strconv.Itoa(seconds))
	return r
}

func (a *API) signInByLink(ctx context.Context, c *call) (reply, error) {
	var in linkJSON
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	token, err := a.door.ByLink(ctx, in.Token)
	if err != nil {
		return reply{}, err
	}
	return signedIn(c, token), nil
}

func (a *API) signOut(ctx context.Context, c *call) (reply, error) {
	if err := a.sessions.End(ctx, shownSession(c.Request)); err != nil {
		return reply{}, err
	}
	return signedOut(c), nil
}
