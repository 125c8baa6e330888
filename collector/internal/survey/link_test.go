package survey_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/survey"
	"github.com/safar-cx/safar/sdk/event"
)

// vectors are what the SDK signs.
type vectors struct {
	Kept  string
	KeyID string `json:"key_id"`
	Links []struct{ Name, Payload, Token string }
	// Refused are tokens at a time, and why.
	Refused []struct {
		Name, Token, Why string
		At               int64
	}
}

func readVectors(t *testing.T) (vectors, store.Key) {
	t.Helper()
	text, err := os.ReadFile("../../../sdk/testdata/survey-links.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	hash, err := hex.DecodeString(v.Kept)
	if err != nil || len(v.Links) == 0 || len(v.Refused) == 0 {
		t.Fatalf("vectors %+v, %v", v, err)
	}
	return v, store.Key{ID: 7, Site: 3, Kind: event.ServerKey, Hash: hash}
}

// What the SDK signs is opened, and signed again it is the same.
func TestLinksOfTheSDK(t *testing.T) {
	v, key := readVectors(t)
	if got := survey.KeyID(key); got != v.KeyID {
		t.Errorf("the key is called %s, want %s", got, v.KeyID)
	}
	keys := []store.Key{{Kind: event.ServerKey, Hash: make([]byte, 32)}, key}
	for _, l := range v.Links {
		var want survey.Link
		if err := json.Unmarshal([]byte(l.Payload), &want); err != nil {
			t.Fatal(err)
		}
		got, by, err := survey.Open(l.Token, keys, time.Unix(want.Expires-1, 0))
		if err != nil || by.ID != 7 {
			t.Fatalf("%s: %v by %d", l.Name, err, by.ID)
		}
		if want.Response == "" {
			if len(got.Response) != 32 {
				t.Errorf("%s stands for the response %q", l.Name, got.Response)
			}
			want.Response = got.Response
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", l.Name, got, want)
		}
		if want = (survey.Link{}); json.Unmarshal([]byte(l.Payload), &want) == nil {
			if token, err := want.Token(key); err != nil || token != l.Token {
				t.Errorf("%s: signed %s, want %s (%v)", l.Name, token, l.Token, err)
			}
		}
	}
}

func TestLinksThatAreRefused(t *testing.T) {
	v, key := readVectors(t)
	for _, r := range v.Refused {
		want := survey.ErrUnknown
		if r.Why == "expired" {
			want = survey.ErrOver
		}
		if _, _, err := survey.Open(r.Token, []store.Key{key}, time.Unix(r.At, 0)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", r.Name, err, want)
		}
	}
	good, begun := v.Links[0].Token, time.Unix(1, 0)
	for name, change := range map[string]func(*store.Key){
		"a revoked key": func(k *store.Key) { k.Revoked = true },
		"a browser key": func(k *store.Key) { k.Kind = event.BrowserKey },
		"no key":        func(k *store.Key) { k.Hash = nil },
	} {
		other := key
		change(&other)
		if _, _, err := survey.Open(good, []store.Key{other}, begun); !errors.Is(err, survey.ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := survey.Open(good, []store.Key{key}, begun); err != nil {
		t.Errorf("the control: %v", err)
	}
}
