package api

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
)

// The cookie that holds the token of a user's session. Over TLS browsers let nobody but the very
// host set one of the first name: neither a neighbour's page on another subdomain nor somebody
// who answers in the place of the same host without TLS. They know no such name without TLS,
// which is for one's own machine alone.
const (
	sessionCookie      = "__Host-safar_session"
	plainSessionCookie = "safar_session"
)

// shownSession is the token of the session that a request shows, "" for none. The cookie of the
// other kind of connection is none.
func (a *API) shownSession(r *http.Request) string {
	cookie, err := r.Cookie(a.cookieName(r))
	if err != nil {
		return "" // http.ErrNoCookie is the only error there is
	}
	return cookie.Value
}

func (a *API) cookieName(r *http.Request) string {
	if a.overTLS(r) {
		return sessionCookie
	}
	return plainSessionCookie
}

// signedIn hands a new session to the browser, and ends the one that the browser had. It keeps
// the cookie as long as a session may live at most; the server ends it sooner when nobody uses
// it.
func (a *API) signedIn(c *call, token string) reply {
	return a.cookieReply(c, token, account.SessionLife)
}

// signedOut takes the session away from the browser.
func (a *API) signedOut(c *call) reply { return a.cookieReply(c, "", -time.Second) }

func (a *API) cookieReply(c *call, token string, age time.Duration) reply {
	cookie := http.Cookie{
		Name: a.cookieName(c.Request), Value: token, Path: "/", MaxAge: int(age / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: a.overTLS(c.Request),
	}
	return reply{status: http.StatusNoContent, header: http.Header{"Set-Cookie": {cookie.String()}}}
}

// overTLS tells whether the browser speaks TLS, to us or to a proxy in front of us that is
// trusted.
func (a *API) overTLS(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" && a.fromProxy(r)
}

// fromProxy tells whether a connection comes from a proxy that is trusted.
func (a *API) fromProxy(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	addr := peer.Addr().Unmap().WithZone("")
	return slices.ContainsFunc(a.trusted, func(p netip.Prefix) bool { return p.Contains(addr) })
}

// private refuses to take a password where everybody on the way could read it along, and the
// session as well. One's own machine needs no TLS.
func (a *API) private(c *call) error {
	if a.overTLS(c.Request) || ownMachine(c.Host) {
		return nil
	}
	return &problem{codeInsecure, "Signing in needs https, except on the collector's own machine.",
		"Open the address with https. If a proxy in front of the collector speaks it, name the proxy with --trusted-proxy and let it set X-Forwarded-Proto."}
}

// ownMachine tells whether a browser takes a host for the machine that it runs on. A browser that
// is told so falsely only gives its own secret away.
func ownMachine(host string) bool {
	if name, port, found := strings.Cut(host, ":"); found && !strings.Contains(port, ":") {
		host = name // an IPv6 address stands in brackets
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	if at, err := netip.ParseAddrPort(host); err == nil {
		return at.Addr().IsLoopback()
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.IsLoopback()
}
