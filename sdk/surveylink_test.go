package sdk_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// linkVectors are what the SDK signs and a collector opens, for tests on both sides.
type linkVectors struct {
	Comment    string       `json:"comment"`
	ServerKey  string       `json:"server_key"`
	Kept       string       `json:"kept"`
	SigningKey string       `json:"signing_key"`
	KeyID      string       `json:"key_id"`
	Links      []linkVector `json:"links"`
	Refused    []linkFault  `json:"refused"`
}

type linkVector struct {
	Name    string `json:"name"`
	Payload string `json:"payload"`
	Token   string `json:"token"`
}

type linkFault struct {
	Name  string `json:"name"`
	Token string `json:"token"`
	// At is when it is opened, in Unix seconds.
	At  int64  `json:"at"`
	Why string `json:"why"` // signature or expired
}

const linkKey = "sk_abcdefghijklmnopqrstuvwxyz2m7xipy"

func signing(t *testing.T, key string) *sdk.Client {
	t.Helper()
	c, err := sdk.New(sdk.Config{Endpoint: "https://safar.shop.example/cx/", Key: key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(t.Context()) })
	return c
}

// TestSurveyLinksAreAsWrittenDown makes every kind of link and holds it against the golden
// file that collectors are tested with, and against the steps of survey-links.md done anew.
func TestSurveyLinksAreAsWrittenDown(t *testing.T) {
	c := signing(t, linkKey)
	until := time.Unix(1_800_000_000, 0)
	kept := sha256.Sum256([]byte(linkKey))
	key := hmacOf(kept[:], "safar survey link 1")
	got := linkVectors{
		Comment:   "Links to surveys as signed by sdk.Client.SurveyLink, see collector/docs/survey-links.md. Written by go test ./sdk -run SurveyLinks -update.",
		ServerKey: linkKey, Kept: hex.EncodeToString(kept[:]), SigningKey: hex.EncodeToString(key),
		KeyID: base64.RawURLEncoding.EncodeToString(hmacOf(kept[:], "safar survey link 1 id")[:6]),
	}
	for _, link := range []struct {
		name string
		of   sdk.SurveyLink
	}{
		{"least", sdk.SurveyLink{SurveyID: "nps", Expires: until}},
		{"all", sdk.SurveyLink{SurveyID: "csat-2", ResponseID: "T-5001", CustomerID: "C-1009", Touchpoint: "delivery", Surface: event.SurfaceSMS, Language: "fa", Expires: until}},
		{"characters", sdk.SurveyLink{SurveyID: "رضایت", ResponseID: `<"&\>`, CustomerID: "مشتری ۱", Expires: until}},
	} {
		url, err := c.SurveyLink(link.of)
		if err != nil {
			t.Fatal(err)
		}
		token, ok := strings.CutPrefix(url, "https://safar.shop.example/cx/s/")
		if !ok {
			t.Fatal(url)
		}
		head, seal, _ := strings.Cut(token, ".")
		payload, err := base64.RawURLEncoding.DecodeString(head)
		if err != nil {
			t.Fatal(err)
		}
		if want := base64.RawURLEncoding.EncodeToString(hmacOf(key, head)[:16]); seal != want {
			t.Errorf("%s: signature %s, want %s", link.name, seal, want)
		}
		if !strings.HasPrefix(string(payload), `{"k":"`+got.KeyID+`",`) {
			t.Errorf("%s: the id of the key is missing in %s", link.name, payload)
		}
		got.Links = append(got.Links, linkVector{link.name, string(payload), token})
	}
	strange, err := signing(t, "sk_somebodyelse").SurveyLink(sdk.SurveyLink{SurveyID: "nps", Expires: until})
	if err != nil {
		t.Fatal(err)
	}
	least, all := got.Links[0].Token, got.Links[1].Token
	leastHead, leastSeal, _ := strings.Cut(least, ".")
	allHead, _, _ := strings.Cut(all, ".")
	got.Refused = []linkFault{
		{"expired", least, until.Unix(), "expired"},
		{"of another key", strange[strings.LastIndex(strange, "/")+1:], 0, "signature"},
		{"the payload of one with the signature of another", allHead + "." + leastSeal, 0, "signature"},
		{"a changed signature", least[:len(least)-2] + "AA", 0, "signature"},
		{"a shorter signature", least[:len(least)-1], 0, "signature"},
		{"no signature", leastHead + ".", 0, "signature"},
		{"no dot", leastHead, 0, "signature"},
		{"padded", leastHead + "=." + leastSeal, 0, "signature"},
		{"nothing", "", 0, "signature"},
	}
	text, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	golden := filepath.Join("testdata", "survey-links.json")
	if *update {
		if err := os.WriteFile(golden, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(text) {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func hmacOf(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

func TestSurveyLinksEndByThemselves(t *testing.T) {
	url, err := signing(t, linkKey).SurveyLink(sdk.SurveyLink{SurveyID: "nps"})
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(url[strings.LastIndex(url, "/")+1:], ".")
	payload, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		t.Fatal(err)
	}
	var claim struct {
		Expires int64 `json:"e"`
	}
	if err := json.Unmarshal(payload, &claim); err != nil {
		t.Fatal(err)
	}
	if left := time.Until(time.Unix(claim.Expires, 0)); left > 30*24*time.Hour || left < 29*24*time.Hour {
		t.Errorf("it ends in %v", left)
	}
}

func TestSurveyLinksThatAreWrong(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	for field, link := range map[string]sdk.SurveyLink{
		"SurveyID is missing": {},
		"ResponseID":          {SurveyID: "s", ResponseID: strings.Repeat("r", 129)},
		"CustomerID":          {SurveyID: "s", CustomerID: "\xff"},
		"Touchpoint":          {SurveyID: "s", Touchpoint: strings.Repeat("t", 129)},
		"Surface":             {SurveyID: "s", Surface: "fax"},
		"Language":            {SurveyID: "s", Language: strings.Repeat("x", 36)},
	} {
		if url, err := recorder.Client().SurveyLink(link); err == nil || url != "" || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: %q, %v", field, url, err)
		}
	}
	if url, err := sdk.Discard().SurveyLink(sdk.SurveyLink{SurveyID: "s"}); url != "" || err != nil {
		t.Errorf("%q, %v", url, err)
	}
}
