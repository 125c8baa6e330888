package durability

import (
	"encoding/json"
	"os/exec"
	"testing"
	"time"
)

// questions touch every table of facts that the ledger's events become.
var questions = []string{
	"report?interval=day&", "report?group_by=channel&", "report?group_by=product&", "funnel?", "products?", "friction?", "cohorts?", "touchpoints?",
}

// look asks all questions, whatever the answers.
func look(t *testing.T, url string, s shop) {
	t.Helper()
	for _, q := range questions {
		var answer json.RawMessage
		if err := ask(url+"/api/v1/"+q+lately(), s.ReadToken, &answer); err != nil {
			t.Fatal(err)
		}
	}
}

// rebuilt requires that facts made anew from the events answer as those do that were kept
// through everything that happened.
func rebuilt(t *testing.T, program string, s shop) {
	t.Helper()
	asOf := "&as_of=" + time.Now().UTC().Format(time.RFC3339)
	answers := func() map[string]string {
		srv := serve(t, program, s, nil)
		defer srv.stop(t)
		said := map[string]string{}
		for _, q := range questions {
			var answer json.RawMessage
			var lags struct{ Folding bool }
			for deadline := time.Now().Add(patience); ; {
				if err := ask(srv.url+"/api/v1/"+q+lately()+asOf, s.ReadToken, &answer); err != nil {
					t.Fatal(err)
				}
				lags.Folding = false
				if err := json.Unmarshal(answer, &lags); err != nil {
					t.Fatal(err)
				}
				if !lags.Folding {
					break
				}
				if time.Now().After(deadline) {
					t.Fatalf("%s: events are still not counted after %s", q, patience)
				}
			}
			said[q] = string(answer)
		}
		return said
	}
	before := answers()
	// It takes the longer the more there is, so that only the end of the tests ends it.
	if out, err := exec.CommandContext(t.Context(), program, "rebuild", "--data", s.dir).CombinedOutput(); err != nil {
		t.Fatalf("safar rebuild: %v\n%s", err, out)
	}
	for q, after := range answers() {
		if before[q] != after {
			t.Errorf("%s\nbefore the rebuild %s\nafter it           %s", q, before[q], after)
		}
	}
}
