package doctor

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/safar-cx/safar/collector/internal/outgoing"
)

// looker asks for what a page needs.
type looker struct {
	anywhere, public *outgoing.Client
	// typed is the host that the operator named, who may mean one of his own network.
	typed string
	// inside says that the page lies in such a network itself: what it names may then, too.
	inside bool
}

func newLooker(at *url.URL) *looker {
	return &looker{anywhere: outgoing.NewAnywhere(), public: outgoing.New(), typed: at.Host}
}

// answer is an answer that was read.
type answer struct {
	*outgoing.Answer
	url *url.URL // where redirects led
}

// ask reads an answer of at most so many bytes, following redirects as a browser would.
func (l *looker) ask(ctx context.Context, method string, at *url.URL, most int64, header http.Header) (*answer, error) {
	header = header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header.Set("User-Agent", agent)
	for range mostRedirects + 1 {
		got, err := l.client(at).Ask(ctx, outgoing.Question{Method: method, URL: at, Header: header, Most: most})
		if err != nil {
			return nil, err
		}
		l.inside = l.inside || at.Host == l.typed && !got.Public
		next, err := redirect(at, got)
		if next == nil || err != nil {
			return &answer{got, at}, err
		}
		at = next
	}
	return nil, fmt.Errorf("more than %d redirects", mostRedirects)
}

func (l *looker) client(at *url.URL) *outgoing.Client {
	if l.inside || at.Host == l.typed {
		return l.anywhere
	}
	return l.public
}

// redirect is where an answer leads, nil when it is the last.
func redirect(at *url.URL, got *outgoing.Answer) (*url.URL, error) {
	switch got.Code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	location := got.Header.Get("Location")
	if location == "" {
		return nil, nil
	}
	next, err := at.Parse(location)
	if err != nil || next.Host == "" || next.Scheme != "http" && next.Scheme != "https" {
		return nil, fmt.Errorf("it redirects to %q", location)
	}
	return next, nil
}
