package sdk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/safar-cx/safar/sdk/event"
)

// LinkConfig is what MessageLinks are made of. Base is required.
type LinkConfig struct {
	// Base is where the shop mounts the MessageLinks, such as "https://shop.example/m".
	Base string
	// Secrets sign the links: the first signs, all of them open, so that one can follow the
	// other while messages with links by the old one are still about. Defaults to the client's
	// server key alone.
	Secrets []string
	// Life is how long a link works. Defaults to a year.
	Life time.Duration
	// Over is where a click leads on a link that is over. Defaults to the root of Base's host.
	Over string
}

// MessageLinks makes the links of messages, and is the handler behind them: an image that says
// that a message was opened, and redirects that say that something in it was clicked. Where
// they lead is part of what is signed, so nobody can make the shop's address lead elsewhere.
// Neither a cookie nor the browser's address is looked at: what is told is of the message.
//
// Programs open messages too. Robots that say so are left out; Apple's Mail opens all that
// arrives, so clicks tell more than opens.
type MessageLinks struct {
	client  *Client
	config  LinkConfig
	signers []signer
}

const (
	messageLinkPurpose = "safar message link 1"
	messageLinkLife    = 365 * 24 * time.Hour
	maxTarget          = 2000 // longer addresses break in mail programs
)

// messageClaim is what is signed.
type messageClaim struct {
	Message  string        `json:"m"`
	Campaign string        `json:"n,omitempty"`
	Surface  event.Surface `json:"u,omitempty"`
	Target   string        `json:"t,omitempty"` // of a click; none in an image
	Expires  int64         `json:"e"`           // Unix seconds
}

// MessageLinks makes links and their handler. Its errors name the field that is wrong. With a
// client that does nothing and no Secrets links lead straight to their targets.
func (c *Client) MessageLinks(config LinkConfig) (*MessageLinks, error) {
	base, err := url.Parse(config.Base)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.RawQuery != "" || base.Fragment != "" {
		return nil, fmt.Errorf("sdk: LinkConfig.Base %q: give the address where the handler is mounted, such as \"https://shop.example/m\"", config.Base)
	}
	if config.Life < 0 {
		return nil, fmt.Errorf("sdk: LinkConfig.Life is %v: give a span of time, or leave it out", config.Life)
	}
	fallback(&config.Life, messageLinkLife)
	fallback(&config.Over, base.Scheme+"://"+base.Host+"/")
	if err := checkTarget(config.Over); err != nil {
		return nil, fmt.Errorf("sdk: LinkConfig.Over: %w", err)
	}
	for i, secret := range config.Secrets {
		if len(secret) < minSecret {
			return nil, fmt.Errorf("sdk: LinkConfig.Secrets[%d]: give at least %d characters that nobody can guess", i, minSecret)
		}
	}
	if len(config.Secrets) == 0 && !c.idle() {
		config.Secrets = []string{c.config.Key}
	}
	l := &MessageLinks{client: c, config: config}
	for _, secret := range config.Secrets {
		l.signers = append(l.signers, newSigner(secret, messageLinkPurpose))
	}
	return l, nil
}

// minSecret keeps a secret from being tried out by somebody who has a link.
const minSecret = 16

// Open returns the address of an image of one pixel, to be put at the end of the message. It
// is empty where there is nobody to tell; its error says that the message has no usable ID.
func (l *MessageLinks) Open(m Message) (string, error) {
	if err := m.validate(); err != nil || len(l.signers) == 0 {
		return "", err
	}
	return l.link(m, "")
}

// Click returns the address that leads to target, an http or https address of whatever host.
// Its errors say what is wrong with either.
func (l *MessageLinks) Click(m Message, target string) (string, error) {
	if err := errors.Join(m.validate(), checkTarget(target)); err != nil {
		return "", err
	}
	if len(l.signers) == 0 {
		return target, nil
	}
	return l.link(m, target)
}

func (l *MessageLinks) link(m Message, target string) (string, error) {
	token, err := l.signers[0].sign(messageClaim{
		Message: m.ID, Campaign: m.Campaign, Surface: m.Surface, Target: target, Expires: time.Now().Add(l.config.Life).Unix(),
	})
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(l.config.Base, "/") + "/" + token, nil
}

// validate looks at what goes into a link.
func (m Message) validate() error {
	if m.ID == "" || utf8.RuneCountInString(m.ID) > event.MaxReference || !utf8.ValidString(m.ID) {
		return fmt.Errorf("sdk: Message.ID: give 1 to %d characters", event.MaxReference)
	}
	if e := (event.Event{Name: event.NameMessageSent, Surface: m.Surface}); e.Validate(event.ServerKey) != nil {
		return fmt.Errorf("sdk: Message.Surface %q: give one of the surfaces, such as event.SurfaceEmail", m.Surface)
	}
	return nil
}

// checkTarget tells what is wrong with an address to lead to.
func checkTarget(target string) error {
	u, err := url.Parse(target)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(target) > maxTarget {
		return fmt.Errorf("sdk: target %.100q: give an http or https address of at most %d bytes", target, maxTarget)
	}
	return nil
}

// ServeHTTP answers whoever follows a link or loads the image: the last segment of the path is
// the token. What was not signed is not found.
func (l *MessageLinks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Method not allowed", http.StatusMethodNotAllowed)
		return
	}
	claim, ok := l.open(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:])
	if !ok {
		http.NotFound(w, r)
		return
	}
	over := time.Now().Unix() >= claim.Expires
	if !over && r.Method == http.MethodGet && !robot(r.UserAgent()) && !ahead(r) {
		l.tell(r, claim)
	}
	if claim.Target == "" {
		writePixel(w)
		return
	}
	if over {
		claim.Target = l.config.Over
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer") // the token is nobody else's business
	h.Set("X-Robots-Tag", "noindex")
	http.Redirect(w, r, claim.Target, http.StatusFound) //nolint:gosec // an address that the shop has signed
}

// open reads a token. Where it leads is looked at again, so that a secret which signs other
// things as well can't be used to lead shoppers anywhere but to a page.
func (l *MessageLinks) open(token string) (claim messageClaim, ok bool) {
	for _, s := range l.signers {
		if s.open(token, &claim) {
			return claim, claim.Target == "" || checkTarget(claim.Target) == nil
		}
	}
	return messageClaim{}, false
}

func (l *MessageLinks) tell(r *http.Request, claim messageClaim) {
	scope := Scope{Surface: claim.Surface, Consent: event.ConsentFull}
	if optedOut(r) {
		scope.Consent = event.ConsentAnonymous
	}
	ctx, m := WithScope(r.Context(), scope), Message{ID: claim.Message, Campaign: claim.Campaign}
	if claim.Target == "" {
		l.client.MessageOpened(ctx, m)
	} else {
		l.client.MessageClicked(ctx, m)
	}
}
