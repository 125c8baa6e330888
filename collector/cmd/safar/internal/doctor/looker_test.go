package doctor

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/safar-cx/safar/collector/internal/outgoing"
)

// A page of the public internet can't send the doctor to what only the operator can reach; one
// inside his network may.
func TestPagesMayNotNameWhatIsInside(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer s.Close()
	inside, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	l := newLooker(&url.URL{Scheme: "https", Host: "shop.example"})
	if _, err := l.ask(t.Context(), http.MethodGet, inside, mostFile, nil); !errors.Is(err, outgoing.ErrPrivate) || asked != 0 {
		t.Errorf("%v, asked %d times", err, asked)
	}
	l = newLooker(inside)
	if _, err := l.ask(t.Context(), http.MethodGet, inside, mostFile, nil); err != nil || !l.inside {
		t.Errorf("what was typed can't be asked: %v", err)
	}
	other := *inside
	other.Host = "localhost:" + inside.Port()
	if _, err := l.ask(t.Context(), http.MethodGet, &other, mostFile, nil); err != nil || asked != 2 {
		t.Errorf("%v, asked %d times", err, asked)
	}
}
