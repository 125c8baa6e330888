package collector

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// created makes a collector with one site in a folder of its own.
func created(t *testing.T) (*Collector, Credentials) {
	t.Helper()
	c, err := Create(Config{Dir: filepath.Join(t.TempDir(), "new", "data")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	made, err := c.AddSite(t.Context(), SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR"})
	if err != nil {
		t.Fatal(err)
	}
	return c, made
}

func get(t *testing.T, h http.Handler, path, token string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestNewRefusesWhatHoldsNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := New(Config{Dir: dir}); !errors.Is(err, ErrNoData) || !strings.Contains(err.Error(), dir) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := New(Config{}); err == nil {
		t.Error("no folder is taken")
	}
	if _, err := Create(Config{Dir: dir, CountryFile: filepath.Join(dir, "absent.mmdb")}); err == nil {
		t.Error("a missing country file is taken")
	}
}

func TestOwnTokenReadsAllAndDiesWithTheCollector(t *testing.T) {
	c, made := created(t)
	token, err := c.OwnToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if w := get(t, c.Handler(), "/api/v1/report?site=main", token); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := get(t, c.Handler(), "/api/v1/report", made.ReadToken); w.Code != 200 {
		t.Errorf("a stored token: %d %s", w.Code, w.Body)
	}
	other, err := New(c.config)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if w := get(t, other.Handler(), "/api/v1/report?site=main", token); w.Code != 401 {
		t.Errorf("in another collector: %d %s", w.Code, w.Body)
	}
	if tokens, err := c.Tokens(t.Context()); err != nil || len(tokens) != 1 {
		t.Errorf("stored: %v, %v", tokens, err)
	}
}

func TestRevokedIsRevokedAtOnce(t *testing.T) {
	c, made := created(t)
	if w := get(t, c.Handler(), "/api/v1/report", made.ReadToken); w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if err := c.RevokeToken(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if w := get(t, c.Handler(), "/api/v1/report", made.ReadToken); w.Code != 401 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if err := c.RevokeKey(t.Context(), 99); !errors.Is(err, ErrNotFound) {
		t.Errorf("a key that is not there: %v", err)
	}
}

func TestRunEndsWithReadyzSayingSo(t *testing.T) {
	c, _ := created(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- c.Run(ctx) }()
	if w := get(t, c.Handler(), "/readyz", ""); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if w := get(t, c.Handler(), "/readyz", ""); w.Code != 503 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestHistoryReachesAsFarBackAsItMust(t *testing.T) {
	c, made := created(t)
	answer, err := c.History(made.Site).Send(t.Context(), []event.Raw{
		event.Raw(`{"id":"1","name":"purchase","time":"1998-05-01T00:00:00Z","customer_id":"C","params":{"transaction_id":"T","currency":"IRR","value":1}}`),
		event.Raw(`{"id":"2","name":"purchase","time":"1998-05-01T00:00:00Z","params":{"currency":"IRR","value":1}}`),
	})
	if err != nil || answer.Accepted != 1 || len(answer.Rejected) != 1 || answer.Rejected[0].Index != 1 || answer.Rejected[0].Code != "missing_transaction_id" {
		t.Errorf("%+v, %v", answer, err)
	}
	if err := c.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w := get(t, c.Handler(), "/api/v1/report?from=1998-05-01&to=1998-05-01&metrics=orders", made.ReadToken); !strings.Contains(w.Body.String(), `"value":1`) {
		t.Errorf("%s", w.Body)
	}
}

func TestSetSiteChangesWhatWasGivenAndNothingElse(t *testing.T) {
	c, _ := created(t)
	_, err := c.SetSite(t.Context(), "main", func(s *SiteSpec) { s.TrustBrowsers, s.Digits = true, map[string]int{"IRR": 2} })
	if err != nil {
		t.Fatal(err)
	}
	site, err := c.SetSite(t.Context(), "", func(s *SiteSpec) { s.CartWindow = 48 * time.Hour; s.Name = "other" })
	if err != nil {
		t.Fatal(err)
	}
	stored, err := c.Site(t.Context(), "main")
	if err != nil || stored.Settings.CartWindow != 48*time.Hour || stored.Timezone != "Asia/Tehran" || stored.ID != site.ID ||
		!stored.Settings.TrustBrowsers || stored.Settings.Digits["IRR"] != 2 {
		t.Errorf("%+v, %v", stored, err)
	}
	var spec *SpecError
	if _, err := c.SetSite(t.Context(), "main", func(s *SiteSpec) { s.Currency = "TOMAN" }); !errors.As(err, &spec) {
		t.Errorf("a wrong currency: %v", err)
	}
	if _, err := c.Site(t.Context(), "absent"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an absent site: %v", err)
	}
}
