package collector

import (
	"bytes"
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// journal is a log that may be read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

// Bytes is what was logged until now.
func (j *journal) Bytes() []byte {
	j.mu.Lock()
	defer j.mu.Unlock()
	return bytes.Clone(j.text.Bytes())
}

// TestLogsTellNobody says something personal wherever something can be said, to every route,
// with everything going well and with the store gone, and looks for it in all that is logged.
func TestLogsTellNobody(t *testing.T) {
	s := openShop(t)
	const (
		mail     = "canary.person@shop.example"
		customer = "customer-canary-4711"
		ip4, ip6 = "198.51.100.77", "2001:db8:77::77"
		all      = mail + " " + customer + " " + ip4 + " " + ip6
	)
	found := func() (canaries []string) {
		for _, canary := range []string{mail, url.QueryEscape(mail), customer, ip4, ip6, s.ServerKey, s.BrowserKey, s.ReadToken} {
			if bytes.Contains(s.log.Bytes(), []byte(canary)) {
				canaries = append(canaries, canary)
			}
		}
		return canaries
	}

	status, answer := s.post(false, `{"events":[
		{"name":"login","visitor_id":"v","customer_id":"`+mail+`","client":{"ip":"`+ip4+`","user_agent":"`+all+`"}},
		{"name":"page_view","visitor_id":"v","page":{"url":"https://shop.example/`+customer+`?email=`+mail+`","referrer":"https://`+customer+`.example/"}},
		{"name":"`+all+`","id":"`+all+`","time":"`+all+`","consent":"`+all+`","params":{"`+customer+`":"`+mail+`"}},
		{"name":"share","time":"`+all+`","customer_id":"`+customer+`"}]}`, "X-Forwarded-For", ip6)
	s.taken(status, answer, 4)
	spoil(t, s, all) // folding its household fails and is logged
	status, answer = s.post(true, `{"events":[{"name":"page_view","visitor_id":"v","consent":"full"}],"sender":{"name":"`+all+`"}}`, "X-Forwarded-For", ip4)
	s.taken(status, answer, 1)
	if err := s.collector.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.sayEverywhere(all)
	s.close()
	s.sayEverywhere(all)

	log := string(s.log.Bytes())
	for _, part := range []string{"level=DEBUG msg=request", "level=ERROR", "status=200", "status=503", "set aside"} {
		if !strings.Contains(log, part) {
			t.Errorf("the run does not log %q: it shows too little", part)
		}
	}
	if canaries := found(); len(canaries) > 0 {
		t.Errorf("the log tells %q", canaries)
	}
	slog.New(slog.NewTextHandler(&s.log, nil)).Info("planted", "mail", mail)
	if len(found()) == 0 {
		t.Error("what is in the log for certain is not found")
	}
}

// spoil makes the first event unreadable, with a text in it.
func spoil(t *testing.T, s *shop, text string) {
	t.Helper()
	file, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, databaseName)+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.ExecContext(t.Context(), `UPDATE event SET payload = CAST(? AS BLOB) WHERE seq = 1`, text); err != nil {
		t.Fatal(err)
	}
}

// sayEverywhere asks every route, as a stranger and with the read token, with a text in every
// part of a request that may hold one.
func (s *shop) sayEverywhere(text string) {
	s.Helper()
	escaped := url.QueryEscape(text)
	for _, route := range s.collector.api.Routes() {
		if strings.Contains(route.Media, "event-stream") {
			continue // would not end; what it does before that the others of its kind do
		}
		path := route.Path
		for strings.Contains(path, "{") {
			before, rest, _ := strings.Cut(path, "{")
			_, after, _ := strings.Cut(rest, "}")
			path = before + url.PathEscape(text) + after
		}
		for _, query := range []string{"?site=main", "?site=main&q=" + escaped + "&key=" + escaped, "?site=" + escaped, "?site=main&from=" + escaped, "?site=main&filter=" + escaped} {
			for _, secret := range []string{s.ReadToken, s.ServerKey, text} {
				s.say(route.Method, path+query, secret, text)
			}
		}
	}
	s.say("GET", "/"+url.PathEscape(text), s.ReadToken, text)
	s.say("CANARY", "/v1/events", s.ReadToken, text)
}

// say sends one request straight to the handler.
func (s *shop) say(method, target, secret, text string) {
	s.Helper()
	body := `{"email":"` + text + `","password":"` + text + `","token":"` + text + `","name":"` + text + `","events":[{"name":"share","customer_id":"` + text + `"}]}`
	r := httptest.NewRequestWithContext(context.WithoutCancel(s.Context()), method, target, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:4711"
	r.Header = http.Header{
		"Content-Type": {"application/json"}, "Authorization": {"Bearer " + secret}, "X-Forwarded-For": {"198.51.100.77"},
		"User-Agent": {text}, "Referer": {"https://shop.example/?" + text}, "Cookie": {"safar_session=" + text}, "X-Request-Id": {text},
	}
	s.collector.Handler().ServeHTTP(httptest.NewRecorder(), r)
}
