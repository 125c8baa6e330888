package api

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/sqlite"
	"github.com/safar-cx/safar/sdk/event"
)

// desk is a shop whose merchant is signed in and has a second site beside the first. What is
// written down goes into a database.
type desk struct {
	*shop
	cookie string
}

func openDesk(t *testing.T) *desk {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s := open(t, func(c *Config) { c.Notebook = notebook.New(db) })
	provisionSecond(s)
	for _, site := range s.store.sites {
		if _, err := db.CreateSite(t.Context(), site); err != nil {
			t.Fatal(err)
		}
	}
	return &desk{s, s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}))}
}

// write sends a body to a path of a site as the pages do, none for "".
func (d *desk) write(method, path, site, body string) response {
	d.Helper()
	headers := []string{"Cookie", d.cookie, "Sec-Fetch-Site", "same-origin"}
	if body != "" {
		headers = append(headers, "Content-Type", "application/json")
	}
	return d.send(method, "/api/v1/"+path+"?site="+site, []byte(body), headers...)
}

// says checks an answer.
func (d *desk) says(r response, status int, body string) {
	d.Helper()
	if got := strings.TrimSpace(string(r.body)); r.StatusCode != status || got != body {
		d.Errorf("%d %s\nwant %d %s", r.StatusCode, got, status, body)
	}
}

// lists checks what a path tells of a site, to a reader with a token.
func (d *desk) lists(path, site, body string) {
	d.Helper()
	secret := d.ReadToken
	if site != "main" {
		var err error
		if secret, err = issueAll(d.shop); err != nil {
			d.Fatal(err)
		}
	}
	sign := "?"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	d.says(d.send("GET", "/api/v1/"+path+sign+"site="+site, nil, "Authorization", "Bearer "+secret), http.StatusOK, body)
}

func TestPersonas(t *testing.T) {
	d := openDesk(t)
	d.lists("personas", "main", `{"personas":[]}`)
	const mobile = `{"id":1,"name":"New on the phone","note":"Two\nlines","filters":["device:mobile","channel:!direct"]}`
	d.says(d.write("POST", "personas", "main", `{"name":" New on the phone ","note":"Two\nlines","filters":["device:mobile"," channel:!direct"]}`), 201, mobile)
	d.says(d.write("POST", "personas", "main", `{"name":"اروپا","note":"","filters":["country:DE|FR"]}`), 201, `{"id":2,"name":"اروپا","note":"","filters":["country:DE|FR"]}`)
	d.says(d.write("POST", "personas", "second", `{"name":"New on the phone","note":"","filters":["device:mobile"]}`), 201, `{"id":3,"name":"New on the phone","note":"","filters":["device:mobile"]}`)
	d.says(d.write("PUT", "personas/2", "main", `{"name":"Europe","note":"","filters":["country:DE"]}`), 200, `{"id":2,"name":"Europe","note":"","filters":["country:DE"]}`)
	d.lists("personas", "main", `{"personas":[{"id":2,"name":"Europe","note":"","filters":["country:DE"]},`+mobile+`]}`)
	d.refused(d.write("POST", "personas", "main", `{"name":"Europe","note":"","filters":["country:DE"]}`), 409, "already_exists")
	d.refused(d.write("PUT", "personas/1", "main", `{"name":"Europe","note":"","filters":["country:DE"]}`), 409, "already_exists")
	for _, path := range []string{"personas/3", "personas/99", "personas/x", "personas/-1"} { // 3 is the other site's
		d.refused(d.write("PUT", path, "main", `{"name":"x","note":"","filters":["country:DE"]}`), 404, "not_found")
		d.refused(d.write("DELETE", path, "main", ""), 404, "not_found")
	}
	d.says(d.write("DELETE", "personas/1", "main", ""), 204, "")
	d.refused(d.write("DELETE", "personas/1", "main", ""), 404, "not_found")
	d.lists("personas", "main", `{"personas":[{"id":2,"name":"Europe","note":"","filters":["country:DE"]}]}`)
	d.lists("personas", "second", `{"personas":[{"id":3,"name":"New on the phone","note":"","filters":["device:mobile"]}]}`)
}

func TestAnnotations(t *testing.T) {
	d := openDesk(t)
	const free, guide = `{"id":1,"date":"2026-10-01","text":"Free shipping from 500","stage":""}`, `{"id":2,"date":"2026-09-01","text":"Buying guide","stage":"evaluation"}`
	d.says(d.write("POST", "annotations", "main", `{"date":"2026-10-01","text":"Free shipping","stage":"purchase"}`), 201, `{"id":1,"date":"2026-10-01","text":"Free shipping","stage":"purchase"}`)
	d.says(d.write("POST", "annotations", "main", `{"date":"2026-09-01","text":"Buying guide","stage":"evaluation"}`), 201, guide)
	d.says(d.write("POST", "annotations", "second", `{"date":"2026-10-01","text":"Moved"}`), 201, `{"id":3,"date":"2026-10-01","text":"Moved","stage":""}`)
	d.says(d.write("PUT", "annotations/1", "main", `{"date":"2026-10-01","text":"Free shipping from 500","stage":""}`), 200, free)
	d.refused(d.write("PUT", "annotations/3", "main", `{"date":"2026-10-01","text":"x"}`), 404, "not_found")
	d.refused(d.write("DELETE", "annotations/3", "main", ""), 404, "not_found")
	d.lists("annotations", "main", `{"annotations":[`+guide+`,`+free+`]}`)
	d.lists("annotations?from=2026-09-02", "main", `{"annotations":[`+free+`]}`)
	d.lists("annotations?to=2026-09-30", "main", `{"annotations":[`+guide+`]}`)
	d.lists("annotations?from=2026-09-01&to=2026-10-01", "main", `{"annotations":[`+guide+`,`+free+`]}`)
	d.refused(d.get("/api/v1/annotations?from=yesterday"), 400, "bad_request")
	d.says(d.write("DELETE", "annotations/2", "main", ""), 204, "")
	d.lists("annotations", "main", `{"annotations":[`+free+`]}`)
	d.lists("annotations", "second", `{"annotations":[{"id":3,"date":"2026-10-01","text":"Moved","stage":""}]}`)
}

func TestGoals(t *testing.T) {
	d := openDesk(t)
	d.says(d.write("PUT", "goals/conversion_rate", "main", `{"value":"3.5%"}`), 200, `{"metric":"conversion_rate","value":"0.035","unit":"ratio"}`)
	d.says(d.write("PUT", "goals/aov", "main", `{"value":"12900000"}`), 200, `{"metric":"aov","value":"12900000","unit":"money"}`)
	d.says(d.write("PUT", "goals/aov", "second", `{"value":"10.5"}`), 200, `{"metric":"aov","value":"10.5","unit":"money"}`)
	d.refused(d.write("PUT", "goals/fame", "main", `{"value":"1"}`), 400, "unknown_metric")
	d.refused(d.write("PUT", "goals/ctr", "main", `{"value":"101%"}`), 400, "invalid_field")
	d.refused(d.write("PUT", "goals/ctr", "main", `{"value":0.1}`), 400, "bad_json")
	d.says(d.write("DELETE", "goals/aov", "main", ""), 204, "")
	d.refused(d.write("DELETE", "goals/aov", "main", ""), 404, "not_found")
	d.lists("goals", "main", `{"goals":[{"metric":"conversion_rate","value":"0.035","unit":"ratio"}]}`)
	d.lists("goals", "second", `{"goals":[{"metric":"aov","value":"10.5","unit":"money"}]}`)
}

// Touchpoints are named by shops, so any character may be in their names.
func TestSettingsOfTouchpoints(t *testing.T) {
	d := openDesk(t)
	for path, name := range map[string]string{
		"home-banner": "home-banner", "a%2Fb": "a/b", "100%25": "100%", "a%2520b": "a%20b", "%D8%B5%D9%86%D8%AF%D9%88%D9%82": "صندوق",
		"a%20b": "a b", "a+b": "a+b", "%7Bid%7D": "{id}", "q%3F%23": "q?#",
	} {
		d.says(d.write("PUT", "touchpoints/settings/"+path, "main", `{"label":"L","stage":"purchase"}`), 200,
			`{"touchpoint":"`+name+`","label":"L","stage":"purchase","goal":null}`)
		d.says(d.write("DELETE", "touchpoints/settings/"+path, "main", ""), 204, "")
		d.refused(d.write("DELETE", "touchpoints/settings/"+path, "main", ""), 404, "not_found")
	}
	const banner = `{"touchpoint":"banner","label":"بنر پاییزی","stage":"awareness","goal":{"of":"ctr","value":"0.05"}}`
	d.says(d.write("PUT", "touchpoints/settings/banner", "main", `{"label":" بنر پاییزی ","stage":"awareness","goal":{"of":"ctr","value":"5%"}}`), 200, banner)
	d.says(d.write("PUT", "touchpoints/settings/till", "second", `{"goal":{"of":"revenue","value":"1000.5"}}`), 200,
		`{"touchpoint":"till","label":"","stage":"","goal":{"of":"revenue","value":"1000.5"}}`)
	for _, body := range []string{
		`{"stage":"checkout"}`, `{"goal":{"of":"likes","value":"1"}}`, `{"goal":{"of":"clicks","value":"0"}}`, `{"goal":{"of":"clicks","value":"1.5"}}`,
		`{"goal":{"of":"ctr","value":"2"}}`, `{"goal":{}}`, `{"goal":{"of":"orders","value":"-1"}}`, "{\"label\":\"a\\u0007b\"}",
	} {
		d.refused(d.write("PUT", "touchpoints/settings/banner", "main", body), 400, "invalid_field")
	}
	d.refused(d.write("PUT", "touchpoints/settings/"+strings.Repeat("x", 129), "main", `{}`), 400, "too_long")
	d.lists("touchpoints/settings", "main", `{"touchpoints":[`+banner+`]}`)
	d.lists("touchpoints/settings", "second", `{"touchpoints":[{"touchpoint":"till","label":"","stage":"","goal":{"of":"revenue","value":"1000.5"}}]}`)
}

// What cannot be written down is refused with its field and what would be right.
func TestEntriesThatAreRefused(t *testing.T) {
	d := openDesk(t)
	long := func(n int) string { return strings.Repeat("چ", n) }
	tests := []struct{ path, body, code, field string }{
		{"personas", `{"name":"","note":"","filters":["device:mobile"]}`, "invalid_field", "name"},
		{"personas", `{"name":"` + long(81) + `","note":"","filters":["device:mobile"]}`, "too_long", "name"},
		{"personas", `{"name":"x","note":"` + long(2001) + `","filters":["device:mobile"]}`, "too_long", "note"},
		{"personas", `{"name":"x","note":"","filters":[]}`, "invalid_field", "filters"},
		{"personas", `{"name":"x","note":""}`, "invalid_field", "filters"},
		{"personas", `{"name":"x","note":"","filters":["mobile"]}`, "invalid_field", "filters"},
		{"personas", `{"name":"x","note":"","filters":["device:a||b"]}`, "invalid_field", "filters"},
		{"personas", `{"name":"x","note":"","filters":["shoe_size:42"]}`, "invalid_dimension", "filters"},
		{"personas", `{"name":"x","note":"","filters":["source:` + long(500) + `"]}`, "too_long", "filters"},
		{"personas", `{"name":"x","note":"","filters":[` + strings.TrimSuffix(strings.Repeat(`"device:mobile",`, 21), ",") + `]}`, "too_many", "filters"},
		{"annotations", `{"date":"","text":"x"}`, "invalid_field", "date"},
		{"annotations", `{"date":"2026-02-30","text":"x"}`, "invalid_field", "date"},
		{"annotations", `{"date":"1405-07-09T00:00:00Z","text":"x"}`, "invalid_field", "date"},
		{"annotations", `{"date":"2026-10-01","text":"  "}`, "invalid_field", "text"},
		{"annotations", `{"date":"2026-10-01","text":"` + long(2001) + `"}`, "too_long", "text"},
		{"annotations", `{"date":"2026-10-01","text":"x","stage":"checkout"}`, "invalid_field", "stage"},
	}
	for _, tt := range tests {
		status := http.StatusBadRequest
		if tt.code == "too_many" {
			status = http.StatusConflict
		}
		message, hint := d.refused(d.write("POST", tt.path, "main", tt.body), status, tt.code)
		if !strings.HasPrefix(message, tt.field+": ") || hint == "" {
			t.Errorf("%s %.60s: %q, %q", tt.path, tt.body, message, hint)
		}
	}
	d.refused(d.write("POST", "personas", "main", `{"name":"x","filter":["device:mobile"]}`), 400, "bad_json")
	d.refused(d.write("POST", "personas", "main", `{"name":"`+long(40_000)+`"}`), 413, "too_large")
	d.refused(d.write("POST", "personas", "elsewhere", `{"name":"x","note":"","filters":["device:mobile"]}`), 400, "bad_request")
	d.says(d.write("POST", "personas", "main", `{"name":"`+long(80)+`","note":"`+long(2000)+`","filters":["device:mobile"]}`), 201,
		`{"id":1,"name":"`+long(80)+`","note":"`+long(2000)+`","filters":["device:mobile"]}`)
}

// Who only reads changes nothing, nor does a page of another origin, whoever is signed in.
func TestOnlyUsersWrite(t *testing.T) {
	d := openDesk(t)
	walked := 0
	for _, r := range d.api.Routes() {
		if r.Method != http.MethodGet && r.Method != http.MethodOptions && r.Permission != account.Ingest {
			got := d.send(r.Method, r.Path, nil, "Cookie", d.cookie, "Sec-Fetch-Site", "cross-site")
			d.refused(got, http.StatusForbidden, "forbidden_origin")
			d.refused(d.send(r.Method, r.Path, nil, "Cookie", d.cookie, "Origin", "https://thief.example"), http.StatusForbidden, "forbidden_origin")
		}
		if r.Permission != account.Write {
			continue
		}
		walked++
		if r.Method == http.MethodGet {
			t.Errorf("%s changes something", r.Path)
		}
		d.refused(d.send(r.Method, r.Path, nil), http.StatusUnauthorized, "unauthorized")
		d.refused(d.send(r.Method, r.Path+"?key="+d.BrowserKey, nil), http.StatusUnauthorized, "unauthorized")
		for _, secret := range []string{d.ReadToken, d.ServerKey, d.BrowserKey} {
			d.refused(d.send(r.Method, r.Path, nil, "Authorization", "Bearer "+secret, "Cookie", d.cookie), http.StatusForbidden, "forbidden")
		}
	}
	if walked < 10 {
		t.Errorf("%d routes write", walked)
	}
}

func TestEffectOfAnAnnotation(t *testing.T) {
	d := openDesk(t)
	asked := metric.Query{}
	d.store.measure = func(q metric.Query) []metric.Cell {
		asked = q
		return []metric.Cell{{Measure: 0, Bucket: 0, Value: 90}, {Measure: 1, Bucket: 0, Value: 1000}, {Measure: 0, Bucket: 1, Value: 30}, {Measure: 1, Bucket: 1, Value: 1000}}
	}
	d.write("POST", "annotations", "main", `{"date":"2026-11-10","text":"Free shipping","stage":"purchase"}`)
	d.write("POST", "annotations", "main", `{"date":"2026-11-21","text":"Today","stage":""}`)
	d.write("POST", "annotations", "second", `{"date":"2026-11-10","text":"Another shop's"}`)
	tests := []struct {
		query      string
		days       int
		from, to   string
		comparedTo string
	}{
		{"days=5", 5, "2026-11-10", "2026-11-14", "2026-11-05 2026-11-09"},
		{"", 11, "2026-11-10", "2026-11-20", "2026-10-30 2026-11-09"}, // of 14, since the 21st is not over
		{"as_of=2026-11-21", 12, "2026-11-10", "2026-11-21", "2026-10-29 2026-11-09"},
		{"as_of=2026-11-11T23:59:59%2B03:30", 1, "2026-11-10", "2026-11-10", "2026-11-09 2026-11-09"},
		{"as_of=2026-12-31&days=366", 52, "2026-11-10", "2026-12-31", "2026-09-19 2026-11-09"},
	}
	for _, tt := range tests {
		r := d.get("/api/v1/annotations/1/effect?metrics=conversion_rate&filter=device:mobile&" + tt.query)
		var body effectJSON
		if err := json.Unmarshal(r.body, &body); err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", tt.query, r.StatusCode, r.body)
		}
		if body.Days != tt.days || body.From != tt.from || body.To != tt.to || body.Compared.From+" "+body.Compared.To != tt.comparedTo {
			t.Errorf("%s: %d days from %s to %s, compared with %+v", tt.query, body.Days, body.From, body.To, *body.Compared)
		}
		if m := body.Metrics[0]; len(body.Metrics) != 1 || m.Value != .09 || m.Previous.Value != .03 || !*m.Significant || body.Annotation.Text != "Free shipping" {
			t.Errorf("%s: %s", tt.query, r.body)
		}
		if len(asked.Filters) != 1 {
			t.Errorf("filters %+v", asked.Filters)
		}
	}
	if _, hint := d.refused(d.get("/api/v1/annotations/2/effect"), 400, "invalid_range"); !strings.Contains(hint, "2026-11-22") {
		t.Errorf("hint %q", hint)
	}
	d.refused(d.get("/api/v1/annotations/3/effect"), 404, "not_found") // the other site's
	for query, code := range map[string]string{
		"days=0": "bad_request", "days=367": "bad_request", "days=x": "bad_request", "from=2026-10-01": "bad_request",
		"metrics=fame": "unknown_metric", "filter=shoe_size:42": "invalid_dimension",
	} {
		d.refused(d.get("/api/v1/annotations/1/effect?"+query), 400, code)
	}
}

// What the merchant said of a touchpoint stands beside its numbers, with what is reached.
func TestGoalsOfTouchpoints(t *testing.T) {
	s := at(t, afternoon)
	s.store.said.touchpoints = []store.Touchpoint{
		{Name: "banner", Label: "بنر", Goal: metric.TouchpointGoal{Of: metric.AimRevenue, Value: "4000000"}},
		{Name: "product-page", Stage: event.Evaluation, Goal: metric.TouchpointGoal{Of: metric.AimCTR, Value: "0.1"}},
		{Name: "gone", Label: "G"},
	}
	r := s.get("/api/v1/touchpoints?from=2026-11-08&to=2026-11-14")
	for _, want := range []string{
		`{"touchpoint":"banner","label":"بنر",`, `"orders":1,"revenue":"1000000",`, `"goal":{"of":"revenue","value":"4000000","progress":0.25}`,
		`{"touchpoint":"product-page","label":null,`, `"goal":{"of":"ctr","value":"0.1","progress":null}`,
	} {
		if !strings.Contains(string(r.body), want) {
			t.Errorf("%s is missing in %s", want, r.body)
		}
	}
}
