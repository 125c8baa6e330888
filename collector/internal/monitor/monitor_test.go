package monitor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// fakeStore is a store that is doing as it is told.
type fakeStore struct {
	vitals store.Vitals
	err    error
}

func (f *fakeStore) Vitals(context.Context) (store.Vitals, error) { return f.vitals, f.err }

// text is what the monitor tells.
func text(t *testing.T, m *Monitor) string {
	t.Helper()
	out, media, err := m.Text(t.Context())
	if err != nil || !strings.HasPrefix(media, "text/plain; version=0.0.4") {
		t.Fatalf("%s, %v", media, err)
	}
	return string(out)
}

func refusal(code event.Code) ingest.Rejected {
	return ingest.Rejected{Rejection: event.Rejection{Code: code}}
}

// busy is a monitor to which everything has happened, and its store.
func busy() (*Monitor, *fakeStore) {
	s := &fakeStore{vitals: store.Vitals{
		QueueBytes: 12, QueueLimit: 64, SetAside: 2, DatabaseBytes: 4096, LogBytes: 1000, DiskFree: 99,
		LastBackup: time.Unix(1_790_000_000, 0),
		Lag:        store.Lag{Households: 3, Events: 5, Waiting: 1500 * time.Millisecond},
	}}
	m := New("1.2.3")
	m.Watch(s)
	m.Took(ingest.Answer{Accepted: 7, Duplicates: 3, Discarded: 1, Rejected: []ingest.Rejected{
		refusal(event.CodeInvalidField), refusal(event.CodeInvalidField), refusal(event.CodeTooLong),
	}})
	m.Took(ingest.Answer{Accepted: 1})
	m.Served("POST", "/v1/events", 200, 3*time.Millisecond)
	m.Served("POST", "/v1/events", 503, time.Millisecond)
	m.Served("PUT", "/api/v1/personas/{id}", 200, time.Minute)
	m.Committed(2 * time.Millisecond)
	m.FoldFailed()
	m.Shed(store.BusyWriter)
	m.Folded(1200)
	m.Limited("key_quota")
	return m, s
}

func TestWhatIsTold(t *testing.T) {
	m, _ := busy()
	got := text(t, m)
	for _, line := range []string{
		`safar_events_accepted_total 8`, `safar_events_duplicate_total 3`, `safar_events_discarded_total 1`,
		`safar_events_rejected_total{code="invalid_field"} 2`, `safar_events_rejected_total{code="too_long"} 1`,
		`safar_http_requests_total{method="POST",route="/v1/events",status="200"} 1`,
		`safar_http_requests_total{method="POST",route="/v1/events",status="503"} 1`,
		`safar_http_request_seconds_bucket{method="POST",route="/v1/events",le="0.0025"} 1`,
		`safar_http_request_seconds_bucket{method="PUT",route="/api/v1/personas/{id}",le="10"} 0`,
		`safar_http_request_seconds_count{method="PUT",route="/api/v1/personas/{id}"} 1`,
		`safar_commit_seconds_count 1`, `safar_fold_errors_total 1`, `safar_values_folded_total 1200`, `safar_requests_limited_total{limit="key_quota"} 1`, `safar_requests_shed_total{reason="writing"} 1`,
		`safar_fold_lag_households 3`, `safar_fold_lag_events 5`, `safar_fold_lag_seconds 1.5`, `safar_households_set_aside 2`,
		`safar_queue_bytes 12`, `safar_queue_limit_bytes 64`,
		`safar_database_bytes 4096`, `safar_wal_bytes 1000`, `safar_disk_free_bytes 99`, `safar_store_ready 1`,
		`safar_last_backup_timestamp_seconds 1.79e+09`,
	} {
		if !strings.Contains(got, "\n"+line+"\n") {
			t.Errorf("%s is not told", line)
		}
	}
	for _, part := range []string{`version="1.2.3"} 1`, "\ngo_goroutines ", "\nprocess_start_time_seconds "} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not told", part)
		}
	}
}

// TestSilentStore sees that a store in trouble leaves the rest, and that nothing is made up.
func TestSilentStore(t *testing.T) {
	m, s := busy()
	s.err = errors.New("does not answer")
	s.vitals.DiskFree = -1
	got := text(t, m)
	for _, line := range []string{"safar_store_ready 0", "safar_queue_bytes 12", "safar_events_accepted_total 8"} {
		if !strings.Contains(got, "\n"+line+"\n") {
			t.Errorf("%s is not told", line)
		}
	}
	for _, name := range []string{"safar_fold_lag", "safar_households_set_aside", "safar_disk_free_bytes"} {
		if strings.Contains(got, name) {
			t.Errorf("%s is told and not known", name)
		}
	}
	s.err, s.vitals.Refusal, s.vitals.LastBackup = nil, store.ErrUnavailable, time.Time{}
	if got := text(t, m); !strings.Contains(got, "\nsafar_last_backup_timestamp_seconds 0\n") {
		t.Error("no backup is told of as if there were one")
	}
	if got := text(t, m); !strings.Contains(got, "\nsafar_store_ready 0\n") {
		t.Error("a disk that refuses is told to be ready")
	}
}

func TestMonitorsAreApart(t *testing.T) {
	busy()
	m, _ := busy()
	if got := text(t, m); !strings.Contains(got, "\nsafar_events_accepted_total 8\n") {
		t.Error("two monitors count together")
	}
}

var (
	helpLine  = regexp.MustCompile(`(?m)^# HELP (safar_\w+) (.*)\n# TYPE \w+ (\w+)$`)
	labelName = regexp.MustCompile(`(\w+)="`)
)

// TestPageTellsEveryMetric holds the table of the documentation to the registry.
func TestPageTellsEveryMetric(t *testing.T) {
	page, err := os.ReadFile("../../docs/monitoring.md")
	if err != nil {
		t.Fatal(err)
	}
	m, _ := busy()
	got := text(t, m)
	var want []string
	for _, family := range helpLine.FindAllStringSubmatch(got, -1) {
		name, help, kind := family[1], family[2], family[3]
		var labels []string
		for line := range strings.Lines(got) {
			if !strings.HasPrefix(line, name+"{") && !strings.HasPrefix(line, name+"_bucket{") {
				continue
			}
			for _, label := range labelName.FindAllStringSubmatch(line, -1) {
				if label[1] != "le" && !slices.Contains(labels, "`"+label[1]+"`") {
					labels = append(labels, "`"+label[1]+"`")
				}
			}
		}
		want = append(want, fmt.Sprintf("| `%s` | %s | %s | %s |\n", name, kind, strings.Join(labels, " "), help))
	}
	_, table, _ := strings.Cut(string(page), "|---|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if table+"\n" != strings.Join(want, "") {
		t.Errorf("the table of monitoring.md must be\n%s", strings.Join(want, ""))
	}
}
