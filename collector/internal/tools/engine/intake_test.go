package engine

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/safar-cx/safar/collector/internal/tools/child"
	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// TestSameNumber is the control of what every run checks: it must see what is missing.
func TestSameNumber(t *testing.T) {
	said := ""
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, said)
	}))
	defer collector.Close()
	s := &server{Process: &child.Process{URL: collector.URL}, reader: newReader(collector.URL, "bench", "rt")}
	in := &Intake{events: 10}
	for _, tt := range []struct {
		name   string
		tally  load.Tally
		report string
		ok     bool
	}{
		{"all of it", accepted(10, 0), `{"received": 10, "accepted": 10}`, true},
		{"one was not accepted", accepted(9, 0), `{"received": 10, "accepted": 9}`, false},
		{"one request had no answer", accepted(10, 1), `{"received": 10, "accepted": 10}`, false},
		{"the report has lost one", accepted(10, 0), `{"received": 10, "accepted": 9}`, false},
		{"the report has one more", accepted(10, 0), `{"received": 11, "accepted": 10}`, false},
		{"some could not be evaluated", accepted(10, 0), `{"received": 10, "accepted": 10, "coverage": {"set_aside": 1}}`, false},
		{"no report", accepted(10, 0), `sorry`, false},
	} {
		said = tt.report
		if err := in.sameNumber(t.Context(), s, &tt.tally); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func accepted(n, failed int) load.Tally {
	t := load.Tally{Failed: failed}
	t.Accepted = n
	return t
}
