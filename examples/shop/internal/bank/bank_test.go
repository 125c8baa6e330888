package bank

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// call sends a request to a bank and returns its answer.
func call(b *Bank, method, target, kind, body string) *http.Response {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	b.Handler().ServeHTTP(w, r)
	return w.Result()
}

func ask(t *testing.T, b *Bank, path, body string) (Payment, int) {
	t.Helper()
	answer := call(b, "POST", path, "application/json", body)
	var p Payment
	if answer.StatusCode < 300 {
		if err := json.NewDecoder(answer.Body).Decode(&p); err != nil {
			t.Fatal(err)
		}
	}
	return p, answer.StatusCode
}

func decide(b *Bank, id, decision string) *http.Response {
	return call(b, "POST", "/pay/"+id, "application/x-www-form-urlencoded", url.Values{"decision": {decision}}.Encode())
}

const request = `{"amount": 100, "return_url": "http://shop.test/back?a=b", "notify_url": "http://shop.test/notify", "lang": "fa"}`

// shop counts the bank's calls and fails the first ones.
type shop struct {
	calls, failing int
	said           string
}

func (s *shop) RoundTrip(r *http.Request) (*http.Response, error) {
	s.calls++
	body, err := io.ReadAll(r.Body)
	s.said = r.URL.String() + " " + string(body)
	status := http.StatusNoContent
	if s.calls <= s.failing {
		status = http.StatusBadGateway
	}
	return &http.Response{StatusCode: status, Status: http.StatusText(status), Body: http.NoBody}, err
}

func newBank(t *testing.T, s *shop) *Bank {
	t.Helper()
	b, err := New(Config{URL: "http://bank.test", ShopURL: "http://shop.test"})
	if err != nil {
		t.Fatal(err)
	}
	b.client.Transport = s
	return b
}

func TestDecisions(t *testing.T) {
	for _, c := range []struct {
		decision string
		status   Status
		code     string
		returns  bool
	}{
		{"pay", Approved, "", true},
		{"decline", Declined, CodeFunds, true},
		{"stall", Declined, CodeTimeout, true},
		{"leave", Open, "", false},
		{"pay-leave", Approved, "", false},
	} {
		t.Run(c.decision, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBank(t, &shop{})
				defer b.Close()
				p, _ := ask(t, b, "/api/payments", request)
				if p.Status != Open || p.URL != "http://bank.test/pay/"+p.ID {
					t.Fatalf("a new payment is %+v", p)
				}
				began := time.Now()
				answer := decide(b, p.ID, c.decision)
				if stalled := time.Since(began) >= 20*time.Second; stalled != (c.decision == "stall") {
					t.Errorf("it took %v", time.Since(began))
				}
				want := ""
				if c.returns {
					want = "http://shop.test/back?a=b&payment=" + p.ID
				}
				if got := answer.Header.Get("Location"); got != want {
					t.Errorf("the shopper goes to %q, want %q", got, want)
				}
				got, _ := ask(t, b, "/api/payments/"+p.ID+"/verify", "")
				if got.Status != c.status || got.Code != c.code {
					t.Errorf("the payment is %+v", got)
				}
				// What was decided stays so.
				decide(b, p.ID, "decline")
				if again, _ := ask(t, b, "/api/payments/"+p.ID+"/verify", ""); c.status != Open && again != got {
					t.Errorf("decided anew it is %+v", again)
				}
			})
		})
	}
}

// The bank calls when nobody asks, again when the shop does not answer, and not for ever.
func TestNotify(t *testing.T) {
	for _, c := range []struct {
		name           string
		failing, calls int
		verify, leave  bool
	}{
		{name: "not asked", calls: 1},
		{name: "asked", verify: true, calls: 0},
		{name: "shop fails twice", failing: 2, calls: 3},
		{name: "shop fails for ever", failing: 100, calls: notifyTries},
		{name: "not paid", leave: true, calls: 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &shop{failing: c.failing}
				b := newBank(t, s)
				defer b.Close()
				p, _ := ask(t, b, "/api/payments", request)
				if c.leave {
					decide(b, p.ID, "leave")
				} else {
					decide(b, p.ID, "pay")
				}
				if c.verify {
					ask(t, b, "/api/payments/"+p.ID+"/verify", "")
				}
				time.Sleep(time.Hour)
				synctest.Wait()
				if s.calls != c.calls {
					t.Errorf("%d calls, want %d", s.calls, c.calls)
				}
				if want := `http://shop.test/notify {"id":"` + p.ID + `"}`; c.calls > 0 && s.said != want {
					t.Errorf("said %s, want %s", s.said, want)
				}
			})
		})
	}
}

// Close does not wait for the next call, nor for who sits on a slow page.
func TestClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{}
		b := newBank(t, s)
		p, _ := ask(t, b, "/api/payments", request)
		slow, _ := ask(t, b, "/api/payments", request)
		decide(b, p.ID, "pay")
		began := time.Now()
		done := make(chan struct{})
		go func() { defer close(done); decide(b, slow.ID, "stall") }()
		synctest.Wait()
		b.Close()
		<-done
		if s.calls > 0 || time.Since(began) > 0 {
			t.Errorf("%d calls, after %v", s.calls, time.Since(began))
		}
	})
}

func TestRefused(t *testing.T) {
	b := newBank(t, &shop{})
	defer b.Close()
	for _, body := range []string{
		"", "{}",
		`{"amount": 0, "return_url": "http://shop.test/", "notify_url": "http://shop.test/"}`,
		`{"amount": 1, "return_url": "http://shop.test.evil.test/", "notify_url": "http://shop.test/"}`,
		`{"amount": 1, "return_url": "http://shop.test/", "notify_url": "http://inside.test/"}`,
	} {
		if _, status := ask(t, b, "/api/payments", body); status != http.StatusBadRequest {
			t.Errorf("%s: %d", body, status)
		}
	}
	if _, status := ask(t, b, "/api/payments/nobody/verify", ""); status != http.StatusNotFound {
		t.Errorf("a payment nobody made: %d", status)
	}
	p, _ := ask(t, b, "/api/payments", request)
	if got := decide(b, p.ID, "rob").StatusCode; got != http.StatusBadRequest {
		t.Errorf("a decision that is none: %d", got)
	}
}

func TestPage(t *testing.T) {
	b := newBank(t, &shop{})
	defer b.Close()
	p, _ := ask(t, b, "/api/payments", request)
	text := func() string {
		body, err := io.ReadAll(call(b, "GET", "/pay/"+p.ID, "", "").Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	for _, want := range []string{`dir="rtl"`, "۱۰ تومان", `id="pay"`, `id="decline"`, `id="stall"`, `id="leave"`, `id="pay-leave"`} {
		if !strings.Contains(text(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	decide(b, p.ID, "decline")
	if got := text(); strings.Contains(got, `id="pay"`) || !strings.Contains(got, `id="done"`) {
		t.Errorf("a payment that is over can be paid: %s", got)
	}
	if got := call(b, "GET", "/bank.css", "", ""); got.StatusCode != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/css") {
		t.Errorf("the style: %s", got.Status)
	}
}
