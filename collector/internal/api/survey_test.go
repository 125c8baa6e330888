package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/js"
	"github.com/safar-cx/safar/sdk/event"
)

// surveyBody is a survey as the pages send it, with some fields replaced.
func surveyBody(changes ...string) string {
	body := `{"name":"after-order","kind":"nps","asked":true,"questions":{"fa":"راضی بودید؟","en":" "},"touchpoint":"thanks","stage":"purchase",` +
		`"page":"/thanks/*","occasion":"page","seconds":3,"leaving":false,"share":100,"days":90}`
	return strings.NewReplacer(changes...).Replace(body)
}

func TestSurveysAreSetUp(t *testing.T) {
	d := openDesk(t)
	d.lists("surveys", "main", `{"surveys":[]}`)
	const first = `{"id":1,"name":"after-order","kind":"nps","asked":true,"questions":{"fa":"راضی بودید؟"},"touchpoint":"thanks","stage":"purchase",` +
		`"page":"/thanks/*","occasion":"page","seconds":3,"leaving":false,"share":100,"days":90}`
	d.says(d.write("POST", "surveys", "main", surveyBody()), 201, first)
	d.refused(d.write("POST", "surveys", "main", surveyBody()), 409, "already_exists")
	d.says(d.write("POST", "surveys", "second", surveyBody(`{"fa":"راضی بودید؟","en":" "}`, `null`)), 201,
		strings.NewReplacer(`"id":1`, `"id":2`, `{"fa":"راضی بودید؟"}`, `{}`).Replace(first))
	d.says(d.write("PUT", "surveys/1", "main", surveyBody(`"asked":true`, `"asked":false`)), 200, strings.Replace(first, `"asked":true`, `"asked":false`, 1))
	for _, path := range []string{"surveys/2", "surveys/99", "surveys/x"} { // 2 is the other site's
		d.refused(d.write("PUT", path, "main", surveyBody()), 404, "not_found")
		d.refused(d.write("DELETE", path, "main", ""), 404, "not_found")
	}
	for wrong, code := range map[string]string{
		surveyBody(`"after-order"`, `" "`):                                      "invalid_field",
		surveyBody(`after-order`, strings.Repeat("x", 81)):                      "too_long",
		surveyBody(`"nps"`, `"quiz"`):                                           "invalid_field",
		surveyBody(`"en":" "`, `"de":"Zufrieden?"`):                             "invalid_field",
		surveyBody(`راضی بودید؟`, strings.Repeat("ی", 201)):                     "too_long",
		surveyBody(`"stage":"purchase"`, `"stage":"checkout"`):                  "invalid_field",
		surveyBody(`"/thanks/*"`, `"https://shop.example/thanks"`):              "invalid_field",
		surveyBody(`"/thanks/*"`, `"/thanks?x=1"`):                              "invalid_field",
		surveyBody(`"occasion":"page"`, `"occasion":"birthday"`):                "invalid_field",
		surveyBody(`"page","`, `"touchpoint","`, `"thanks"`, `""`):              "invalid_field",
		surveyBody(`"page","`, `"stage","`, `"stage":"purchase"`, `"stage":""`): "invalid_field",
		surveyBody(`"seconds":3`, `"seconds":601`):                              "invalid_field",
		surveyBody(`"share":100`, `"share":0`):                                  "invalid_field",
		surveyBody(`"share":100`, `"share":101`):                                "invalid_field",
		surveyBody(`"days":90`, `"days":-1`):                                    "invalid_field",
		surveyBody(`"days":90`, `"days":90,"color":"red"`):                      "bad_json",
	} {
		d.refused(d.write("POST", "surveys", "main", wrong), 400, code)
	}
	d.says(d.write("DELETE", "surveys/1", "main", ""), 204, "")
	d.lists("surveys", "main", `{"surveys":[]}`)
}

// The tag is told what is asked at present, and no more of it than it needs.
func TestTagIsToldWhatToAsk(t *testing.T) {
	s := open(t)
	ask := func() response {
		return s.send("GET", "/v1/questions?key="+s.BrowserKey, nil, "Origin", "https://shop.example")
	}
	if r := ask(); r.StatusCode != http.StatusOK || string(r.body) != `{"surveys":[]}`+"\n" {
		t.Errorf("without surveys: %d %s", r.StatusCode, r.body)
	}
	s.store.said.surveys = []store.Survey{
		{ID: 1, Name: "off", Kind: event.SurveyText, Occasion: store.OnPage, Share: 100},
		{ID: 2, Name: "after", Kind: event.SurveyCSAT, Asked: true, Stage: event.Advocacy, Occasion: store.OnStage, Seconds: 5, Leaving: true, Share: 10, Days: 30},
		{ID: 3, Name: "thanks", Kind: event.SurveyNPS, Asked: true, Questions: map[string]string{"fa": "چطور بود؟"}, Touchpoint: "thanks", Page: "/thanks", Occasion: store.OnTouchpoint, Share: 100},
	}
	r := ask()
	const want = `{"surveys":[{"survey_id":"after","kind":"csat","stage":"advocacy","occasion":"stage","names":["share","referral_shared","referral_visited","review_submitted"],"seconds":5,"leaving":true,"share":10,"days":30},` +
		`{"survey_id":"thanks","kind":"nps","questions":{"fa":"چطور بود؟"},"touchpoint":"thanks","page":"/thanks","occasion":"touchpoint","seconds":0,"share":100,"days":0}]}` + "\n"
	if string(r.body) != want {
		t.Errorf("%s\nwant\n%s", r.body, want)
	}
	for name, value := range map[string]string{"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "https://shop.example", "Vary": "Origin", "Set-Cookie": ""} {
		if got := r.Header.Get(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	s.refused(s.send("GET", "/v1/questions?key="+s.BrowserKey, nil, "Origin", "https://other.example"), 403, "forbidden_origin")
	s.refused(s.send("GET", "/v1/questions", nil), 401, "unauthorized")
}

func TestSnippetIsTold(t *testing.T) {
	d := openDesk(t)
	d.store.keys = append(d.store.keys, store.Key{Site: 1, Kind: event.BrowserKey, Label: "pk_old", Revoked: true},
		store.Key{Site: 1, Kind: event.BrowserKey, Label: "pk_other", Origins: []string{"https://b.example"}})
	d.lists("tag", "main", `{"version":"`+js.Version+`","tag":{"name":"`+js.Tag().Name+`","integrity":"`+js.Tag().Integrity+
		`"},"survey":{"name":"`+surveyFile().Name+`","integrity":"`+surveyFile().Integrity+`"},"keys":[{"key":"`+d.BrowserKey+
		`","origins":[]},{"key":"pk_other","origins":["https://b.example"]}],"domains":["shop.example"]}`)
}
