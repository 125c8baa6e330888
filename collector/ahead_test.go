package collector

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/faulty"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// An event whose sender's clock is ahead is kept when it comes and counts when it happens.
func TestAnEventAheadCountsWhenItHappens(t *testing.T) {
	var ahead atomic.Int64
	now := func() time.Time { return faulty.Now().Add(time.Duration(ahead.Load())) }
	s := openShop(t, func(c *Config) { c.Now = now })
	defer s.close()
	view := func(visitor string, at time.Time) {
		status, answer := s.post(false, fmt.Sprintf(`{"events":[{"name":"page_view","visitor_id":%q,"time":%q,"client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}}]}`,
			visitor, at.Format(time.RFC3339)))
		s.taken(status, answer, 1)
	}
	visits := func() int {
		var report struct{ Metrics []struct{ Value int } }
		status, answer := s.do(http.MethodGet, "/api/v1/report?metrics=sessions&compare=none", "", "Authorization", "Bearer "+s.ReadToken)
		if err := json.Unmarshal(answer, &report); err != nil || status != http.StatusOK {
			t.Fatalf("%d %s", status, answer)
		}
		return report.Metrics[0].Value
	}
	view("early", now().Add(5*time.Minute))
	view("first", now())
	if n := visits(); n != 1 {
		t.Errorf("%d visits before the other has happened", n)
	}
	ahead.Store(int64(6 * time.Minute))
	view("second", now())
	if n := visits(); n != 3 {
		t.Errorf("%d visits when all have happened", n)
	}
}

// The views that a site's pages are prepared for are those of its personas: each by the
// dimensions that it filters by, whatever their values.
func TestPersonasArePrepared(t *testing.T) {
	c, _ := created(t)
	site, err := c.Site(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	for name, filters := range map[string][]string{"on phones": {"device:mobile"}, "who bought": {"channel:email"}} {
		if _, err := c.SavePersona(t.Context(), site, Persona{Name: name, Filters: filters}); err != nil {
			t.Fatal(err)
		}
	}
	views, err := c.views(t.Context(), site)
	if err != nil || len(views) != 2 || !views[0].Wide() || !views[1].Wide() {
		t.Fatalf("%+v, %v", views, err)
	}
	for i, text := range []string{"device:mobile", "channel:email"} { // by name
		if want, _ := metric.ParseFilter(text); !reflect.DeepEqual(views[i].Filters, []metric.Filter{want}) {
			t.Errorf("%+v", views[i])
		}
	}
	if err := c.prepareSite(t.Context(), site, views[0]); err != nil {
		t.Error(err)
	}
}
