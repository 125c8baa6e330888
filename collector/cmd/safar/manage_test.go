package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestInitForPeople(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out := must(t, "init", "--data", dir, "--site", "main", "--timezone", "Asia/Tehran", "--currency", "IRR")
	for _, want := range []string{"Site main: days in Asia/Tehran, money in IRR.", " pk_", " sk_", " rt_", "can't be shown again", "safar serve --data " + dir} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestInitAsContracted(t *testing.T) {
	t.Parallel()
	out := must(t, "init", "--data", t.TempDir(), "--site", "main", "--timezone", "UTC", "--currency", "EUR", "--json")
	var fields map[string]any
	if err := json.Unmarshal([]byte(out), &fields); err != nil {
		t.Fatal(err)
	}
	for name, prefix := range map[string]string{"site": "main", "browser_key": "pk_", "server_key": "sk_", "read_token": "rt_"} {
		if text, _ := fields[name].(string); !strings.HasPrefix(text, prefix) {
			t.Errorf("%s is %v", name, fields[name])
		}
	}
	if url, _ := fields["setup_url"].(string); !strings.HasPrefix(url, "http://127.0.0.1:8080/#setup=su_") {
		t.Errorf("setup_url is %v", fields["setup_url"])
	}
}

func TestSites(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	must(t, "site", "add", "second", "--data", dir, "--timezone", "Asia/Dubai", "--currency", "AED", "--orders", "server", "--domain", "shop.example,www.shop.test", "--trust-browsers", "--digits", "IRR=2,AED=0")
	must(t, "site", "set", "main", "--data", dir, "--cart-window", "48h", "--keep-days", "400", "--keep-orders-days", "3650", "--gateway", "pay.example")
	got := must(t, "site", "list", "--data", dir, "--json")
	want := `[{"name":"main","timezone":"Asia/Tehran","currency":"IRR","orders":"any","trust_browsers":false,"digits":{},"cart_window":"48h0m0s","keep_days":400,"keep_orders_days":3650,"domains":[],"gateways":["pay.example"],"staff_networks":[],"staff_visitors":[]},` +
		`{"name":"second","timezone":"Asia/Dubai","currency":"AED","orders":"server","trust_browsers":true,"digits":{"AED":0,"IRR":2},"cart_window":"24h0m0s","keep_days":396,"keep_orders_days":0,"domains":["shop.example","www.shop.test"],"gateways":[],"staff_networks":[],"staff_visitors":[]}]` + "\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	const people = "main  Asia/Tehran  IRR  orders any  trust browsers no  digits -  cart window 48h0m0s  keeps events 400 days  orders and figures 3650 days  domains -\n" +
		"second  Asia/Dubai  AED  orders server  trust browsers yes  digits AED=0,IRR=2  cart window 24h0m0s  keeps events 396 days  orders and figures for ever  domains shop.example,www.shop.test\n"
	if out := must(t, "site", "list", "--data", dir); out != people {
		t.Errorf("got\n%swant\n%s", out, people)
	}
	out := must(t, "site", "set", "second", "--data", dir, "--no-trust-browsers", "--digits=")
	if !strings.Contains(out, "  trust browsers no  digits -  ") {
		t.Errorf("taken back: %s", out)
	}
}

// TestStaffOfASite names the shop's own people: what they do is counted apart from then on, and
// part of no figure, until they are taken off the list.
func TestStaffOfASite(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	apart := func(networks, visitors string) string {
		t.Helper()
		must(t, "site", "set", "main", "--data", dir, "--staff-network="+networks, "--staff-visitor="+visitors)
		return must(t, "site", "list", "--data", dir, "--json")
	}
	if out := apart("127.0.0.9/8,2001:db8::/32", "boss"); !strings.Contains(out, `"staff_networks":["127.0.0.0/8","2001:db8::/32"],"staff_visitors":["boss"]`) {
		t.Errorf("listed: %s", out)
	}
	view := func(visitor string) string {
		return `{"events":[{"name":"page_view","consent":"full","visitor_id":"` + visitor + `","page":{"url":"https://shop.example/"}}]}`
	}
	send := func(visitor string) {
		t.Helper()
		address, stop := serving(t, dir)
		if status, answer := post(t, address, made.BrowserKey, view(visitor)); status != 200 {
			t.Fatalf("%d %s", status, answer)
		}
		stop()
	}
	send("somebody") // whose address is the office's
	apart("192.0.2.0/24", "boss")
	send("boss")
	send("customer")
	apart("", "")
	send("boss-at-home")
	if code, _, errs := safar(t, "site", "set", "main", "--data", dir, "--staff-network", "0.0.0.0/0"); code == 0 || !strings.Contains(errs, "nobody's own network") {
		t.Errorf("everybody as staff: exit %d, %s", code, errs)
	}
	address, _ := serving(t, dir)
	today := time.Now().UTC()
	quality := ask(t, address+"/api/v1/quality?from="+today.AddDate(0, 0, -1).Format(time.DateOnly)+"&to="+today.AddDate(0, 0, 1).Format(time.DateOnly), made.ReadToken)
	if !strings.Contains(quality, `"accepted":4`) || !strings.Contains(quality, `"staff":2`) || !strings.Contains(quality, `"sessions":2`) {
		t.Errorf("told: %s", quality)
	}
}

// ask asks a collector with a read token.
func ask(t *testing.T, address, token string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%d %s, %v", response.StatusCode, text, err)
	}
	return string(text)
}

// A changed setting changes what was counted before.
func TestSiteSetCountsAnew(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, stop := serving(t, dir)
	if status, answer := post(t, address, made.BrowserKey,
		`{"events":[{"name":"purchase","visitor_id":"v1","customer_id":"C-1","consent":"full","params":{"transaction_id":"T-1","currency":"IRR","value":5}}]}`); status != 200 || !strings.HasPrefix(answer, `{"accepted":1,`) {
		t.Fatalf("%d %s", status, answer)
	}
	stop()
	for _, test := range []struct{ flag, metric, want string }{
		{"--orders=any", "orders", `"value":1`},
		{"--orders=server", "orders", `"value":0`},
		{"--orders=any", "orders", `"value":1`},
		{"--no-trust-browsers", "repeat_purchase_rate", `"denominator":0`},
		{"--trust-browsers", "repeat_purchase_rate", `"denominator":1`},
		{"--digits=IRR=2", "revenue", `"value":"5.00"`},
		{"--digits=", "revenue", `"value":"5"`},
	} {
		must(t, "site", "set", "main", "--data", dir, test.flag)
		if out := must(t, "report", "--data", dir, "--metrics", test.metric, "--compare", "none", "--json"); !strings.Contains(out, test.want) {
			t.Errorf("%s: %s, want %s", test.flag, out, test.want)
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	secret := strings.TrimSpace(must(t, "key", "add", "--data", dir, "--kind", "server"))
	public := strings.TrimSpace(must(t, "key", "add", "--data", dir, "--kind", "browser", "--origin", "https://shop.example"))
	must(t, "key", "revoke", "--data", dir, "2")
	must(t, "key", "quota", "--data", dir, "3", "--events-per-day", "5000")
	var keys []keyJSON
	if err := json.Unmarshal([]byte(must(t, "key", "list", "--data", dir, "--json")), &keys); err != nil {
		t.Fatal(err)
	}
	if len(keys) != 4 || keys[0].Key != made.BrowserKey || !keys[1].Revoked || keys[3].Key != public || keys[3].Origins[0] != "https://shop.example" {
		t.Fatalf("got %+v", keys)
	}
	if keys[0].Quota != 10_000_000 || keys[1].Quota != 0 || keys[2].Quota != 5000 {
		t.Errorf("quotas of %+v", keys)
	}
	if strings.Contains(keys[2].Key, secret) || !strings.HasPrefix(secret, keys[2].Key[:6]) {
		t.Errorf("the list shows %s of %s", keys[2].Key, secret)
	}
	address, _ := serving(t, dir)
	const body = `{"events":[{"name":"share","visitor_id":"v"}]}`
	for key, want := range map[string]int{made.ServerKey: 401, secret: 200, made.BrowserKey: 200, public: 200} {
		if status, answer := post(t, address, key, body); status != want {
			t.Errorf("%.5s…: %d %s, want %d", key, status, answer, want)
		}
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	must(t, "site", "add", "second", "--data", dir, "--timezone", "UTC", "--currency", "EUR")
	all := strings.TrimSpace(must(t, "token", "add", "--data", dir, "--all-sites"))
	must(t, "token", "revoke", "--data", dir, "1")
	if out := must(t, "token", "list", "--data", dir); !strings.HasPrefix(out, "1  main  rt_") || !strings.Contains(out, "  revoked\n2  second  rt_") || !strings.Contains(out, "\n3  every site  rt_") {
		t.Errorf("got %s", out)
	}
	address, _ := serving(t, dir)
	if code, _, errs := safar(t, "report", "--url", address, "--token", made.ReadToken); code != exitFailed || !strings.Contains(errs, "401") {
		t.Errorf("a revoked token: exit %d, %s", code, errs)
	}
	for _, name := range []string{"main", "second"} {
		if out := must(t, "report", "--url", address, "--token", all, "--site", name); !strings.HasPrefix(out, name+"  ") {
			t.Errorf("got %s", out)
		}
	}
}

// A goal stands beside its metric in the report, in the metric's unit.
func TestGoals(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	must(t, "goal", "set", "--data", dir, "conversion_rate", "2%")
	if out := must(t, "goal", "set", "--data", dir, "conversion_rate", "3.5%"); out != "conversion_rate  0.035\n" {
		t.Errorf("got %s", out)
	}
	must(t, "goal", "set", "--data", dir, "aov", "12900000.50")
	must(t, "goal", "set", "--data", dir, "nps", "--", "-10")
	must(t, "goal", "remove", "--data", dir, "nps")
	const want = `[{"metric":"aov","value":"12900000.5"},{"metric":"conversion_rate","value":"0.035"}]` + "\n"
	if out := must(t, "goal", "list", "--data", dir, "--json"); out != want {
		t.Errorf("got %swant %s", out, want)
	}
	if out := must(t, "goal", "list", "--data", dir); out != "aov  12900000.5\nconversion_rate  0.035\n" {
		t.Errorf("got %s", out)
	}
	out := must(t, "report", "--data", dir, "--metrics", "aov,conversion_rate,nps", "--group-by", "channel", "--json")
	if !strings.Contains(out, `"goal":"12900000.5"`) || !strings.Contains(out, `"goal":0.035`) || strings.Count(out, `"goal"`) != 2 {
		t.Errorf("got %s", out)
	}
}

func TestTouchpoints(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, stop := serving(t, dir)
	if status, answer := post(t, address, made.BrowserKey,
		`{"events":[{"name":"page_view","visitor_id":"v1","consent":"full","touchpoint":"guide"},{"name":"rage_click","visitor_id":"v1","consent":"full","touchpoint":"guide"}]}`); status != 200 {
		t.Fatalf("%d %s", status, answer)
	}
	stop()
	must(t, "touchpoint", "set", "--data", dir, "guide", "--label", "راهنمای خرید", "--goal", "sessions=80")
	if out := must(t, "touchpoint", "set", "--data", dir, "guide", "--stage", "evaluation"); out != "guide  راهنمای خرید  stage evaluation  goal sessions=80\n" {
		t.Errorf("got %s", out)
	}
	must(t, "touchpoint", "set", "--data", dir, "till", "--label", "Till")
	must(t, "touchpoint", "remove", "--data", dir, "till")
	const want = `[{"touchpoint":"guide","label":"راهنمای خرید","stage":"evaluation","goal":{"of":"sessions","value":"80"}}]` + "\n"
	if out := must(t, "touchpoint", "list", "--data", dir, "--json"); out != want {
		t.Errorf("got %swant %s", out, want)
	}
	address, stop = serving(t, dir)
	if answer := fetched(t, address+"/api/v1/touchpoints?compare=none", made.ReadToken); !strings.Contains(answer, `"label":"راهنمای خرید","stage":"evaluation"`) ||
		!strings.Contains(answer, `"goal":{"of":"sessions","value":"80","progress":0.0125}`) {
		t.Errorf("got %s", answer)
	}
	stop()
	if out := must(t, "touchpoint", "set", "--data", dir, "guide", "--label=", "--stage=", "--goal=", "--json"); out != `{"touchpoint":"guide","label":"","stage":"","goal":null}`+"\n" {
		t.Errorf("got %s", out)
	}
	if out := must(t, "touchpoint", "list", "--data", dir); out != "guide  -  stage -  goal -\n" {
		t.Errorf("got %s", out)
	}
}

func TestPersonas(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	must(t, "persona", "set", "--data", dir, "Phones", "--filter", "device:mobile", "--filter", "landing_page:/a,b", "--note", "who is\non the way")
	if out := must(t, "persona", "set", "--data", dir, "Phones", "--note", "new\nnote"); out != "Phones  device:mobile landing_page:/a,b  new note\n" {
		t.Errorf("got %s", out)
	}
	must(t, "persona", "set", "--data", dir, "Mail", "--filter", "channel:email|sms")
	must(t, "persona", "set", "--data", dir, "Gone", "--filter", "channel:direct")
	must(t, "persona", "remove", "--data", dir, "Gone")
	const want = `[{"id":2,"name":"Mail","note":"","filters":["channel:email|sms"]},{"id":1,"name":"Phones","note":"new\nnote","filters":["device:mobile","landing_page:/a,b"]}]` + "\n"
	if out := must(t, "persona", "list", "--data", dir, "--json"); out != want {
		t.Errorf("got %swant %s", out, want)
	}
	if out := must(t, "persona", "list", "--data", dir); out != "Mail  channel:email|sms  -\nPhones  device:mobile landing_page:/a,b  new note\n" {
		t.Errorf("got %s", out)
	}
}

func TestAnnotations(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	if out := must(t, "annotation", "add", "--data", dir, "ارسال رایگان", "--date", "2026-10-01", "--stage", "purchase"); out != "1  2026-10-01  purchase  ارسال رایگان\n" {
		t.Errorf("got %s", out)
	}
	must(t, "annotation", "add", "--data", dir, "Gone", "--date", "2026-09-01")
	must(t, "annotation", "remove", "--data", dir, "2")
	if out := must(t, "annotation", "list", "--data", dir, "--json"); out != `[{"id":1,"date":"2026-10-01","text":"ارسال رایگان","stage":"purchase"}]`+"\n" {
		t.Errorf("got %s", out)
	}
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	before := time.Now().In(zone).Format(time.DateOnly)
	out := must(t, "annotation", "add", "--data", dir, "Today", "--json")
	if after := time.Now().In(zone).Format(time.DateOnly); !strings.Contains(out, before) && !strings.Contains(out, after) {
		t.Errorf("got %s, want %s", out, after)
	}
}

// read asks an address with a read token.
func fetched(t *testing.T, address, token string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
