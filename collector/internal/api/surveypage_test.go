package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/survey"
	"github.com/safar-cx/safar/sdk/event"
)

// letter signs a link with the shop's server key.
func letter(s *shop, link survey.Link) string {
	s.Helper()
	if link.Expires == 0 {
		link.Expires = now.Add(time.Hour).Unix()
	}
	for _, key := range s.store.keys {
		if key.Kind == event.ServerKey {
			token, err := link.Token(key)
			if err != nil {
				s.Fatal(err)
			}
			return "/s/" + token
		}
	}
	s.Fatal("there is no server key")
	return ""
}

// reply sends the form as a browser does.
func (s *shop) reply(path string, form url.Values, headers ...string) response {
	s.Helper()
	return s.send("POST", path, []byte(form.Encode()),
		append([]string{"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"}, headers...)...)
}

// kept are the events as they are stored, as JSON.
func kept(s *shop) []string {
	var all []string
	for _, b := range s.store.batches {
		for _, r := range b.Records {
			e := r.Hit.Event
			params, err := json.Marshal(e.Params)
			if err != nil {
				s.Fatal(err)
			}
			kind := "browser"
			if b.Kind == event.ServerKey {
				kind = "server"
			}
			all = append(all, strings.Join([]string{kind, e.Name, string(e.Consent), e.CustomerID, string(e.Surface), e.Touchpoint, string(params)}, " "))
		}
	}
	return all
}

func TestAnswerByLetter(t *testing.T) {
	s := open(t)
	s.store.said.surveys = []store.Survey{{ID: 1, Name: "delivery", Kind: event.SurveyCSAT, Questions: map[string]string{"fa": "از تحویل راضی بودید؟"},
		Touchpoint: "courier", Stage: event.Return, Occasion: store.OnPage, Share: 100}}
	path := letter(s, survey.Link{Survey: "delivery", Response: "T-5001", Customer: "C-1009", Surface: event.SurfaceSMS, Language: "fa"})

	page := s.send("GET", path, nil)
	text := string(page.body)
	for _, want := range []string{`<html lang="fa" dir="rtl">`, "از تحویل راضی بودید؟", `value="5" required><span>۵</span>`, "بسیار ناراضی", `method="post"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if strings.Contains(text, "<script") || strings.Contains(text, "C-1009") {
		t.Error("the page has a script, or names the customer")
	}
	for name, want := range map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex", "Set-Cookie": ""} {
		if got := page.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}

	for _, form := range []url.Values{{"answer": {"2"}}, {"answer": {"4"}, "text": {" دیر رسید\r\nولی خوب بود "}}} {
		if r := s.reply(path, form); r.StatusCode != http.StatusOK || !strings.Contains(string(r.body), "سپاس از شما!") || r.Request.URL.RawQuery != "thanks" {
			t.Errorf("%d at %s", r.StatusCode, r.Request.URL)
		}
	}
	want := []string{
		`server survey_shown full C-1009 sms courier {"kind":"csat","response_id":"T-5001","stage":"return","survey_id":"delivery"}`,
		`server survey_answered full C-1009 sms courier {"kind":"csat","response_id":"T-5001","score":2,"stage":"return","survey_id":"delivery"}`,
		`server survey_answered full C-1009 sms courier {"kind":"csat","response_id":"T-5001","score":4,"stage":"return","survey_id":"delivery","text":"دیر رسید\nولی خوب بود"}`,
	}
	if got := kept(s); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("kept\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// Opened again it was shown once.
	if r := s.send("GET", path+"?lang=ar", nil); !strings.Contains(string(r.body), `<html lang="ar" dir="rtl">`) || len(s.store.known) != 3 {
		t.Errorf("%d events after another look: %s", len(s.store.known), r.body)
	}
}

// What a browser that asks not to be tracked answers is nobody's, and so is what comes by a
// link that names nobody.
func TestAnswerOfNobody(t *testing.T) {
	s := open(t)
	s.reply(letter(s, survey.Link{Survey: "nps", Customer: "C-1"}), url.Values{"answer": {"0"}}, "Sec-GPC", "1")
	s.reply(letter(s, survey.Link{Survey: "reason"}), url.Values{"answer": {"trust"}})
	got := strings.Join(kept(s), "\n")
	if strings.Count(got, " anonymous ") != len(kept(s)) || strings.Contains(got, "C-1") || !strings.Contains(got, `"reason":"trust"`) || !strings.Contains(got, `"score":0`) {
		t.Errorf("kept %s", got)
	}
}

// A link that does not work says so kindly, and tells nobody more.
func TestLetterThatDoesNotWork(t *testing.T) {
	s := open(t)
	good := letter(s, survey.Link{Survey: "nps"})
	for name, c := range map[string]struct {
		path   string
		status int
		says   string
	}{
		"over":              {letter(s, survey.Link{Survey: "nps", Expires: now.Unix(), Language: "fa"}), http.StatusGone, "مهلت این پرسش گذشته است"},
		"cut off":           {good[:len(good)-1], http.StatusNotFound, "هذا الرابط لا يعمل"},
		"no link":           {"/s/hello", http.StatusNotFound, "هذا الرابط لا يعمل"},
		"a survey that was": {letter(s, survey.Link{Survey: "gone"}), http.StatusNotFound, "هذا الرابط لا يعمل"},
	} {
		for _, method := range []string{"GET", "POST"} {
			r := s.send(method, c.path, nil, "Accept-Language", "ar", "Sec-Fetch-Site", "same-origin")
			if r.StatusCode != c.status || !strings.Contains(string(r.body), c.says) || strings.Contains(string(r.body), "<form") {
				t.Errorf("%s: %s answers %d %s", name, method, r.StatusCode, r.body)
			}
		}
	}
	for name, form := range map[string]url.Values{"nothing": {}, "off the scale": {"answer": {"11"}}, "too much": {"text": {strings.Repeat("x", 64<<10)}}} {
		if r := s.reply(good, form); r.StatusCode != http.StatusBadRequest || !strings.Contains(string(r.body), "Please answer the question first.") {
			t.Errorf("%s: %d", name, r.StatusCode)
		}
	}
	if r := s.reply(good, url.Values{"answer": {"9"}}, "Sec-Fetch-Site", "cross-site"); r.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another site: %d", r.StatusCode)
	}
	s.store.err = store.ErrUnavailable
	if r := s.reply(good, url.Values{"answer": {"9"}}); r.StatusCode != http.StatusServiceUnavailable && r.StatusCode != http.StatusInternalServerError {
		t.Errorf("a full disk: %d", r.StatusCode)
	}
	if got := kept(s); len(got) != 0 {
		t.Errorf("kept %v", got)
	}
}

// Whoever has no program makes links at the pages, and they open.
func TestLinksAreMade(t *testing.T) {
	d := openDesk(t)
	if r := d.write("POST", "surveys", "main", surveyBody()); r.StatusCode != http.StatusCreated {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	r := d.write("POST", "surveys/1/links", "main", `{"responses":["T-1","سفارش ۲"],"language":"fa","surface":"sms","days":30}`)
	var made linksJSON
	if err := json.Unmarshal(r.body, &made); err != nil || r.StatusCode != http.StatusOK || len(made.Links) != 2 {
		t.Fatalf("%d %s %v", r.StatusCode, r.body, err)
	}
	for i, response := range []string{"T-1", "سفارش ۲"} {
		if made.Links[i].Response != response {
			t.Errorf("link %d is for %q", i, made.Links[i].Response)
		}
		page := d.reply("/"+made.Links[i].Path, url.Values{"answer": {"10"}})
		if page.StatusCode != http.StatusOK || !strings.Contains(string(page.body), "سپاس از شما!") {
			t.Errorf("%s: %d", response, page.StatusCode)
		}
	}
	if got := kept(d.shop); len(got) != 2 || !strings.Contains(got[1], `"response_id":"سفارش ۲","score":10`) || !strings.Contains(got[0], " anonymous  sms thanks ") {
		t.Errorf("kept %q", got)
	}
	for wrong, code := range map[string]string{
		`{"responses":[],"days":30}`:                       "invalid_field",
		`{"responses":[""],"days":30}`:                     "invalid_field",
		`{"responses":["a\u0000"],"days":30}`:              "invalid_field",
		`{"responses":["a"],"days":0}`:                     "invalid_field",
		`{"responses":["a"],"days":30,"language":"de"}`:    "invalid_field",
		`{"responses":["a"],"days":30,"surface":"pigeon"}`: "invalid_field",
	} {
		d.refused(d.write("POST", "surveys/1/links", "main", wrong), 400, code)
	}
	d.refused(d.write("POST", "surveys/1/links", "main", `{"responses":[`+strings.Repeat(`"a",`, 1000)+`"a"],"days":30}`), 409, "too_many")
	d.refused(d.write("POST", "surveys/9/links", "main", `{"responses":["a"],"days":30}`), 404, "not_found")
	d.refused(d.write("POST", "surveys/1/links", "second", `{"responses":["a"],"days":30}`), 404, "not_found")
}
