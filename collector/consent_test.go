package collector

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
)

// What is stored of an event is a function of who sent it, what its visitor agreed to, and the
// browser's own no: all of them, over HTTP, and what the export then gives back.
func TestConsentDecidesWhatIsStored(t *testing.T) {
	const (
		stored    = "full"      // with its ids
		anonymous = "anonymous" // with a day hash instead
		nameless  = "nobody"    // without either
		discarded = ""          // only counted
	)
	s := openShop(t)
	defer s.close()
	senders := []struct {
		name, client string
		browser      bool
		// want by consent: full, anonymous, none, absent; without GPC and with it.
		plain, gpc [4]string
	}{
		{"browser", "", true,
			[4]string{stored, anonymous, discarded, anonymous}, [4]string{anonymous, anonymous, discarded, anonymous}},
		// A server's own header says nothing of the browser behind it, whose no the SDK passes on
		// as consent.
		{"server with client", `,"client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}`, false,
			[4]string{stored, anonymous, discarded, stored}, [4]string{stored, anonymous, discarded, stored}},
		{"server without", "", false,
			[4]string{stored, nameless, discarded, stored}, [4]string{stored, nameless, discarded, stored}},
	}
	consents := [4]string{"full", "anonymous", "none", ""}
	want := map[string]string{}
	wantDiscarded := int64(0)
	for i, sender := range senders {
		for g, wants := range [2][4]string{sender.plain, sender.gpc} {
			for c, consent := range consents {
				id := fmt.Sprintf("e-%d%d%d", i, g, c)
				said := ""
				if consent != "" {
					said = fmt.Sprintf(`"consent":%q,`, consent)
				}
				body := fmt.Sprintf(`{"events":[{"id":%q,"name":"share",%[2]s"visitor_id":"v-%[1]s","customer_id":"c-%[1]s"%[3]s}]}`, id, said, sender.client)
				headers := []string{"X-Forwarded-For", "203.0.113.7"}
				if g == 1 {
					headers = append(headers, "Sec-GPC", "1")
				}
				status, answer := s.post(sender.browser, body, headers...)
				got := s.taken(status, answer, 1)
				if discard := wants[c] == discarded; discard != (got.Discarded == 1) || discard == (got.Accepted == 1) {
					t.Errorf("%s, %q, GPC %d: %s, want it discarded: %v", sender.name, consent, g, answer, discard)
				}
				if wants[c] == discarded {
					wantDiscarded++
				} else {
					want[id] = wants[c]
				}
			}
		}
	}
	s.checkQuality()
	if s.sum.Discarded != wantDiscarded {
		t.Errorf("%d discarded, want %d", s.sum.Discarded, wantDiscarded)
	}
	status, answer := s.do(http.MethodGet, "/api/v1/export/events?format=jsonl", "", "Authorization", "Bearer "+s.ReadToken)
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	got := map[string]string{}
	for line := range bytes.Lines(answer) {
		var e struct {
			ID, Consent string
			VisitorID   string `json:"visitor_id"`
			CustomerID  string `json:"customer_id"`
			Receipt     struct {
				DayHash string `json:"day_hash"`
			}
		}
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		switch {
		case e.Consent == "full" && e.VisitorID == "v-"+e.ID && e.CustomerID == "c-"+e.ID && e.Receipt.DayHash == "":
			got[e.ID] = stored
		case e.Consent == "anonymous" && e.VisitorID+e.CustomerID == "" && e.Receipt.DayHash != "":
			got[e.ID] = anonymous
		case e.Consent == "anonymous" && e.VisitorID+e.CustomerID+e.Receipt.DayHash == "":
			got[e.ID] = nameless
		default:
			t.Errorf("stored as neither: %s", line)
		}
	}
	for id, how := range want {
		if got[id] != how {
			t.Errorf("%s is stored %q, want %q", id, got[id], how)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d events are stored, want %d", len(got), len(want))
	}
	for name, text := range readFolder(t, s.dir) {
		for _, id := range []string{"v-e-002", "c-e-001", "c-e-010", "v-e-112", "c-e-203"} {
			if kept := want[id[2:]] == stored; !kept && bytes.Contains(text, []byte(id)) {
				t.Errorf("%s holds %s", name, id)
			}
		}
	}
}
