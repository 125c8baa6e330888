package doctor

import (
	"context"
	"errors"
	"fmt"
	"net/url"
)

// What bounds a look.
const (
	mostRedirects = 5
	mostPage      = 5 << 20 // bytes
	mostFile      = 1 << 20 // bytes of a script
)

// agent is how the doctor calls itself.
const agent = "Mozilla/5.0 (compatible; safar-doctor)"

// Check is one thing that was looked at.
type Check struct {
	// Name is what was looked at, in one word that stays.
	Name string `json:"check"`
	OK   bool   `json:"ok"`
	// Message says what was found, Remedy what to do about it; empty where all is well.
	Message string `json:"message"`
	Remedy  string `json:"remedy,omitempty"`
}

// Report is what was found at an address.
type Report struct {
	// Page is where redirects led.
	Page   string  `json:"page"`
	Checks []Check `json:"checks"`
}

// Well tells whether nothing is wrong.
func (r *Report) Well() bool {
	for _, c := range r.Checks {
		if !c.OK {
			return false
		}
	}
	return true
}

func (r *Report) good(name, format string, args ...any) {
	r.Checks = append(r.Checks, Check{Name: name, OK: true, Message: fmt.Sprintf(format, args...)})
}

func (r *Report) wrong(name, remedy, format string, args ...any) {
	r.Checks = append(r.Checks, Check{Name: name, Message: fmt.Sprintf(format, args...), Remedy: remedy})
}

// ErrAddress says that an address is none of a page.
var ErrAddress = errors.New("no address of a page")

// Examine looks at the page at an address. Its error is ErrAddress; a page that can't be
// reached is a finding.
func Examine(ctx context.Context, address string) (*Report, error) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, fmt.Errorf("%w: %q", ErrAddress, address)
	}
	r := &Report{Page: at.String()}
	l := newLooker(at)
	p, err := l.openPage(ctx, at)
	if err != nil {
		r.wrong("page", "Open it in a browser on this machine; it must answer there with HTML.", "The page can't be read: %v.", err)
		return r, nil
	}
	r.Page = p.url.String()
	r.good("page", "The page answers.")
	tag := r.onlyTag(p)
	if tag == nil {
		return r, nil
	}
	r.attributes(tag)
	r.policies(p, tag)
	r.collector(ctx, l, p, tag)
	return r, nil
}
