package survey

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

func fuzzKey() store.Key {
	return store.Key{ID: 1, Kind: event.ServerKey, Hash: bytes.Repeat([]byte{7}, 32)}
}

// FuzzOpen shows tokens of all kinds, as they come and with a payload that our key did sign. What
// was not signed is never opened, and one changed character makes it so.
func FuzzOpen(f *testing.F) {
	key := fuzzKey()
	good, err := Link{Survey: "nps", Customer: "C-1", Expires: 1 << 40}.Token(key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good, `{"k":"`+KeyID(key)+`","s":"nps","e":1}`, uint16(3))
	f.Add("a.b", `{"k":"`+KeyID(key)+`","s":"`+strings.Repeat("x", 3000)+`","e":9999999999}`, uint16(0))
	f.Add(".", `{"e":-1}`, uint16(9))
	now := time.Unix(1763719200, 0)
	f.Fuzz(func(t *testing.T, token, payload string, place uint16) {
		if _, _, err := Open(token, []store.Key{key}, now); err == nil && token != good {
			head, shown, _ := strings.Cut(token, ".")
			if shown != seal(key, head) {
				t.Fatalf("%q is opened", token)
			}
		}
		head := coding().EncodeToString([]byte(payload))
		signed := head + "." + seal(key, head)
		link, _, err := Open(signed, []store.Key{key}, now)
		if err != nil {
			if !errors.Is(err, ErrUnknown) && !errors.Is(err, ErrOver) {
				t.Fatal(err)
			}
			return
		}
		if link.Response == "" || link.Expires <= now.Unix() {
			t.Fatalf("%s is opened as %+v", payload, link)
		}
		changed := []byte(signed)
		changed[int(place)%len(changed)] ^= 1
		if _, _, err := Open(string(changed), []store.Key{key}, now); err == nil {
			t.Fatalf("%q is opened", changed)
		}
	})
}

// FuzzAnswer fills forms in: whatever somebody sends, what becomes of it is an event that the
// contract takes.
func FuzzAnswer(f *testing.F) {
	f.Add("answer=9&text=good", "nps-1", "R-1", "C-1", "en")
	f.Add("answer=price&text=%00%ff%0d%0a", "reason", "", "", "fa")
	f.Add("text="+strings.Repeat("%D9%85", 2500), "words", "R", "C", "ar")
	kinds := []string{event.SurveyNPS, event.SurveyCSAT, event.SurveyCES, event.SurveyReason, event.SurveyText}
	f.Fuzz(func(t *testing.T, form, name, response, customer, language string) {
		values, err := url.ParseQuery(form)
		if err != nil {
			return
		}
		for _, text := range []string{name, response, customer} {
			if text == "" || !utf8.ValidString(text) || utf8.RuneCountInString(text) > 60 || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' && r < 0xa0 }) {
				return // a link of ours says nothing else
			}
		}
		for _, kind := range kinds {
			s := store.Survey{Name: name, Kind: kind}
			answer, err := ReadAnswer(s, values)
			if err != nil {
				continue
			}
			link := Link{Survey: name, Response: response, Customer: customer, Language: language}
			body, err := Answered(s, link, answer, "dev", true)
			if err != nil {
				t.Fatal(err)
			}
			accepted(t, body)
		}
	})
}

func accepted(t *testing.T, body []byte) {
	t.Helper()
	batch, err := event.DecodeBatch(body)
	if err != nil || len(batch.Events) != 1 {
		t.Fatalf("%s: %v", body, err)
	}
	e, rejection := event.Decode(batch.Events[0])
	if rejection == nil {
		rejection = e.Validate(event.ServerKey)
	}
	if rejection != nil {
		t.Fatalf("%s: %v", body, rejection)
	}
}
