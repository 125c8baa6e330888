package bank

import (
	"crypto/rand"
	"errors"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Status is what became of a payment.
type Status string

// The statuses of a payment. All but Open are final.
const (
	Open     Status = "open"
	Approved Status = "approved"
	Declined Status = "declined"
)

// Codes of a payment that was declined.
const (
	CodeFunds   = "insufficient_funds"
	CodeTimeout = "issuer_timeout"
)

// Payment is what the bank says of one.
type Payment struct {
	ID     string `json:"id"`
	Status Status `json:"status"`
	// Code is why it was declined.
	Code string `json:"code,omitempty"`
	// URL is the page to send the shopper to.
	URL string `json:"url,omitempty"`
}

// Request asks for a payment.
type Request struct {
	// Amount is in rials.
	Amount int64 `json:"amount"`
	// ReturnURL is where the shopper goes after it, with the payment's id as the parameter
	// payment; NotifyURL is what the bank calls with {"id": ...} when it was approved and
	// nobody asked. Both have to be the shop's.
	ReturnURL string `json:"return_url"`
	NotifyURL string `json:"notify_url"`
	Lang      string `json:"lang"`
}

func (r Request) valid(shop string) bool {
	return r.Amount > 0 && strings.HasPrefix(r.ReturnURL, shop+"/") && strings.HasPrefix(r.NotifyURL, shop+"/")
}

// back is the address of the shop for a shopper who is done.
func (r Request) back(id string) (string, error) {
	u, err := url.Parse(r.ReturnURL)
	if err != nil {
		return "", err
	}
	q := u.Query()
	q.Set("payment", id)
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// keep is how long a payment is remembered.
const keep = 24 * time.Hour

var errNoPayment = errors.New("no such payment")

// ledger holds the payments.
type ledger struct {
	mu  sync.Mutex
	all map[string]*entry
}

type entry struct {
	Payment
	request Request
	made    time.Time
	asked   bool // the shop knows the final status
}

func (l *ledger) add(r Request, base string, now time.Time) Payment {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, e := range l.all {
		if now.Sub(e.made) > keep {
			delete(l.all, id)
		}
	}
	id := rand.Text()
	e := &entry{Payment: Payment{ID: id, Status: Open, URL: base + "/pay/" + id}, request: r, made: now}
	l.all[id] = e
	return e.Payment
}

func (l *ledger) get(id string) (Payment, Request, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.all[id]
	if !ok {
		return Payment{}, Request{}, errNoPayment
	}
	return e.Payment, e.request, nil
}

// verify is get for the shop's server.
func (l *ledger) verify(id string) (Payment, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.all[id]
	if !ok {
		return Payment{}, errNoPayment
	}
	e.asked = e.Status != Open
	return e.Payment, nil
}

// unasked tells whether the shop does not know yet.
func (l *ledger) unasked(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.all[id]
	return ok && !e.asked
}

// decide gives an open payment its status and tells whether it was open.
func (l *ledger) decide(id string, status Status, code string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.all[id]
	if !ok || e.Status != Open {
		return false
	}
	e.Status, e.Code = status, code
	return true
}
