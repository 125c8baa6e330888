package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/journey"
)

// evening is one customer's, a guest's and a robot's.
const evening = `site timezone=Asia/Tehran currency=IRR
2026-11-10 18:00:00  browser v1 page_view url=/p/tea?utm_source=ig&utm_medium=paid_social&token=secret touchpoint=product-page
+1m                  browser v1 add_to_cart value=900000IRR items=[{"item_id":"12","item_name":"چای"}]
+1m                  browser v1 form_error form=address field=zip rule=refused digits=persian
+1m                  server  v1 purchase customer=C/1?ü tx=T1 value=900000IRR items=[{"item_id":"12","item_name":"چای","price":900000}]
+1m                  server  -  purchase customer=C/1?ü tx=T2 value=12.50EUR surface=store
+1m                  server  -  refund tx=T1 value=100000IRR
+1m                  server  -  survey_answered customer=C/1?ü survey_id=s kind=nps score=9 text="خوب بود" surface=sms
2026-11-10 19:00:00  browser -  page_view url=/about
2026-11-10 20:00:00  browser v9 page_view url=/robot ua=robot
`

func TestJourneyOfACustomer(t *testing.T) {
	s := at(t, evening)
	r := s.get("/api/v1/journeys/" + url.PathEscape("C/1?ü") + "?as_of=2026-11-12")
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	golden(t, "journey.json", json.RawMessage(r.body))
	for _, private := range []string{"secret", "203.0.113.1", "Mozilla", "address"} {
		if strings.Contains(string(r.body), private) {
			t.Errorf("%q is told in %s", private, r.body)
		}
	}
}

func TestPeopleAreListedAndFound(t *testing.T) {
	s := at(t, evening)
	listed := func(query string) string {
		r := s.get("/api/v1/journeys?as_of=2026-11-12" + query)
		var body peopleJSON
		if err := json.Unmarshal(r.body, &body); err != nil || r.StatusCode != http.StatusOK || body.People == nil {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
		text := []string{}
		for _, p := range body.People {
			text = append(text, fmt.Sprintf("%s %s %s %d %d %v", p.Kind, p.Person[:1], p.Last[11:16], p.Sessions, p.Orders, p.Surfaces))
		}
		return strings.Join(text, ", ")
	}
	const customer, guest = "customer C 18:06 1 2 [sms store web]", "guest ~ 19:00 1 0 [web]"
	for query, want := range map[string]string{
		"": guest + ", " + customer, "&limit=1": guest, "&q=" + url.QueryEscape("C/1?ü"): customer,
		"&q=v1": customer, "&q=T2": customer, "&q=v9": "", "&q=nobody": "",
	} {
		if got := listed(query); got != want {
			t.Errorf("%q lists %s, want %s", query, got, want)
		}
	}
	for query, code := range map[string]string{"?limit=0": "bad_request", "?limit=many": "bad_request", "?q=a&q=b": "bad_request", "?site=x": "forbidden"} {
		status := map[string]int{"bad_request": 400, "forbidden": 403}[code]
		s.refused(s.get("/api/v1/journeys"+query), status, code)
	}
}

func TestJourneysOfWhoIsNotThere(t *testing.T) {
	s := at(t, evening)
	for _, path := range []string{"nobody", "v1", "v9", "C%2F1%3F%C3%BC?kind=visitor", "C%2F1%3F%C3%BC?as_of=2026-11-09"} {
		s.refused(s.get("/api/v1/journeys/"+path), http.StatusNotFound, "not_found")
	}
	s.refused(s.get("/api/v1/journeys/C?kind=person"), http.StatusBadRequest, "bad_request")
}

// askedFor remembers for whom it was asked.
type askedFor struct{ ids []string }

func (a *askedFor) People(_ context.Context, _, _ int64, name string, _ int) ([]journey.Profile, bool, error) {
	a.ids = append(a.ids, name)
	return nil, false, nil
}

func (a *askedFor) Timeline(_ context.Context, _ int64, p journey.Person, _ int64) (journey.Timeline, bool, error) {
	a.ids = append(a.ids, fmt.Sprint(p.ID, p.Customer))
	return journey.Timeline{}, false, nil
}

func TestPersonalIDsAreLookedUpByTheirHash(t *testing.T) {
	s := open(t)
	asked := &askedFor{}
	s.store.persons = asked
	hashed := enrich.KeyedHash([]byte("secret"), "ali@shop.example")
	s.get("/api/v1/journeys?q=ali%40shop.example")
	s.get("/api/v1/journeys/ali%40shop.example")
	s.get("/api/v1/journeys/a%2Fb%20c%25?kind=customer")
	want := []string{hashed, hashed + "true", "ali@shop.examplefalse", "a/b c%true"}
	if fmt.Sprint(asked.ids) != fmt.Sprint(want) {
		t.Errorf("asked for %v, want %v", asked.ids, want)
	}
}

func TestLongTimelinesKeepTheNewest(t *testing.T) {
	line := journey.Timeline{Items: make([]journey.Item, mostItems+1)}
	for i := range line.Items {
		line.Items[i].Time = int64(i)
	}
	s := at(t, evening)
	out := stand{site: s.store.sites[0], zone: time.UTC}.render(&line)
	if !out.Truncated || len(out.Items) != mostItems || out.Items[0].Time != "1970-01-01T00:00:00.001Z" {
		t.Errorf("%d items from %s on, truncated %v", len(out.Items), out.Items[0].Time, out.Truncated)
	}
}
