package api

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
)

// The limits that somebody can come up against, as metrics name them.
const (
	limitQuota   = "key_quota"
	limitBrowser = "browser_address"
	limitServer  = "server_key"
	limitReader  = "reader"
	limitSignIn  = "sign_in"
)

// limitedError is the refusal of who comes too often or brings too much.
type limitedError struct {
	limit         string        // one of those above
	wait          time.Duration // until trying again may help
	message, hint string
}

func (l *limitedError) Error() string { return codeRateLimited + ": " + l.message }

// retryAfter is the wait in whole seconds that are not too few.
func (l *limitedError) retryAfter() string {
	return strconv.Itoa(max(1, int((l.wait+time.Second-1)/time.Second)))
}

// limitedBy words an error that is a limit's; nil for others.
func (a *API) limitedBy(err error) *limitedError {
	var limited *limitedError
	var throttled *account.ThrottledError
	var quota *store.QuotaError
	switch {
	case errors.As(err, &limited):
		return limited
	case errors.As(err, &throttled):
		l := &limitedError{limit: limitSignIn, wait: throttled.Wait,
			hint: "Whoever runs the collector can make a link to sign in at once: safar user link EMAIL. A recovery code needs no waiting."}
		l.message = fmt.Sprintf("Too many wrong passwords or codes. The next one can be tried in %s s.", l.retryAfter())
		return l
	case errors.As(err, &quota):
		return &limitedError{limit: limitQuota, wait: quota.Until.Sub(a.now()),
			message: fmt.Sprintf("This key may bring %d events a day, and there is no room for these today.", quota.Events),
			hint:    "Nothing was taken; send them again when the day of the site's time zone is over, as Retry-After tells. An owner can change the number: safar key quota."}
	}
	return nil
}

// mayBrowse bounds how often an address shows a browser key, which is public; key 0 stands for
// links to surveys. Whose address is not known is let in.
func (a *API) mayBrowse(c *call, key int64) error {
	if !c.IP.IsValid() {
		return nil
	}
	return refuse(a.limits.browsers.wait(sender{key: key, addr: network(c.IP)}, a.now()), limitBrowser,
		"This address sends too many requests.", "Send events in batches and wait as Retry-After tells; nothing was taken.")
}

// mayServe bounds how often a server key comes, from wherever.
func (a *API) mayServe(c *call) error {
	return refuse(a.limits.servers.wait(sender{key: c.Key.ID}, a.now()), limitServer,
		"This key sends too many requests.", "Send more events in each and wait as Retry-After tells; nothing was taken.")
}

// mayRead bounds how often a reader asks. A link that shows sums is shared, so each address that
// shows it is a reader.
func (a *API) mayRead(c *call) error {
	who := sender{token: c.Token.ID, user: c.User.ID}
	if c.Token.Kind == store.ShareLink {
		who.addr = network(c.IP)
	}
	return refuse(a.limits.readers.wait(who, a.now()), limitReader,
		"Too many requests come from here.", "Wait as Retry-After tells.")
}

// refuse is the refusal of who has to wait, nil for who has not.
func refuse(wait time.Duration, limit, message, hint string) error {
	if wait == 0 {
		return nil
	}
	return &limitedError{limit, wait, message, hint}
}
