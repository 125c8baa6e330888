package sdk

import (
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// VisitorCookie is the cookie that holds a visitor's id, shared with the tag. It is there
// only when the visitor agreed to be recognised.
const VisitorCookie = "safar_visitor"

// visitorLife is how long a visitor is recognised after the yes, about 13 months.
const visitorLife = 395 * 24 * time.Hour

// Remember gives the shopper's browser the visitor cookie: call it where the shopper agrees
// to be recognised, before anything is written. Set by a server it lasts where browsers cut short what scripts set, as
// Safari does after seven days. Called again, on a page that no cache keeps, it makes a cookie
// that the tag has set last as long, counted from the day of the yes. For the rest of the
// request the consent is full.
//
// It returns the visitor's id. For a browser that sends Sec-GPC: 1 that is "": it gets no
// cookie, and one that it had is deleted. A client that does nothing sets none either.
func (c *Client) Remember(w http.ResponseWriter, r *http.Request) string {
	if c.idle() {
		return ""
	}
	if optedOut(r) {
		c.Forget(w, r)
		return ""
	}
	id, now := visitorOf(r), time.Now()
	if id == "" {
		id = c.queue.newID()
	}
	if made, ok := madeAt(id); ok && now.Sub(made) < visitorLife {
		setVisitor(w, r, id, visitorLife-max(0, now.Sub(made)))
	}
	SetVisitor(r.Context(), id)
	SetConsent(r.Context(), event.ConsentFull)
	return id
}

// Forget deletes the visitor cookie: call it where the shopper takes the yes back. For the
// rest of the request the consent is anonymous.
func (c *Client) Forget(w http.ResponseWriter, r *http.Request) {
	if c.idle() {
		return
	}
	if visitorOf(r) != "" {
		setVisitor(w, r, "", 0)
	}
	SetConsent(r.Context(), event.ConsentAnonymous)
}

// setVisitor sets the cookie as the tag does, which has to read it.
func setVisitor(w http.ResponseWriter, r *http.Request, id string, life time.Duration) {
	seconds := int(life / time.Second)
	if seconds == 0 {
		seconds = -1 // in net/http, 0 means for as long as the browser runs
	}
	http.SetCookie(w, &http.Cookie{
		Name: VisitorCookie, Value: id, Path: "/", MaxAge: seconds, SameSite: http.SameSiteLaxMode, Secure: secure(r),
	})
}

// madeAt is when an id was made, if that is written in it as in a UUIDv7. A cookie with
// another one was made by the shop, which knows how long it is to last.
func madeAt(id string) (_ time.Time, ok bool) {
	raw, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(raw) != 16 || raw[6]>>4 != 7 {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(binary.BigEndian.Uint64(raw) >> 16)), true
}

// newID makes an id as events have it.
func (q *queue) newID() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return string(q.ids.append(nil, time.Now().UnixMilli()))
}

// optedOut tells whether a browser asks not to be followed.
func optedOut(r *http.Request) bool { return header(r, "Sec-Gpc") == "1" }

// visitorOf is the visitor's id in the cookie, "" where there is none. What the tag would not
// take for one, we do not either.
func visitorOf(r *http.Request) string {
	for _, line := range r.Header["Cookie"] {
		for line != "" {
			var pair string
			pair, line, _ = strings.Cut(line, ";")
			if id, ok := strings.CutPrefix(strings.TrimSpace(pair), VisitorCookie+"="); ok && isVisitor(id) {
				return id
			}
		}
	}
	return ""
}

// isVisitor tells whether a text has the form of a visitor's id in the cookie: 1 to 64
// letters, digits, "_", "." and "-".
func isVisitor(id string) bool {
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '.', c == '-':
		default:
			return false
		}
	}
	return id != "" && len(id) <= event.MaxVisitorID
}
