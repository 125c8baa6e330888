package api

import (
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
)

// sessionCookie is the cookie that holds the token of a user's session.
const sessionCookie = "safar_session"

// shownSession is the token of the session that a request shows, "" for none.
func shownSession(r *http.Request) string {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return "" // http.ErrNoCookie is the only error there is
	}
	return cookie.Value
}

// signedIn hands a new session to the browser. It keeps the cookie as long as the session
// may live at most; the server ends it sooner when nobody uses it.
func signedIn(c *call, token string) reply { return cookieReply(c, token, account.SessionLife) }

// signedOut takes the session away from the browser.
func signedOut(c *call) reply { return cookieReply(c, "", -time.Second) }

func cookieReply(c *call, token string, age time.Duration) reply {
	cookie := http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", MaxAge: int(age / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: overTLS(c.Request),
	}
	return reply{status: http.StatusNoContent, header: http.Header{"Set-Cookie": {cookie.String()}}}
}

// overTLS tells whether the browser speaks TLS, to us or to a proxy in front of us. What a
// proxy says is believed from anybody: who lies only keeps his own browser from sending the
// cookie without TLS.
func overTLS(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}
