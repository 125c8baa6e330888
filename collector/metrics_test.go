package collector

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// The metrics of a collector tell what its answers told.
func TestMetricsAgreeWithAnswers(t *testing.T) {
	s := openShop(t)
	defer s.close()
	for i, body := range []string{
		`{"events":[{"id":"a","name":"share","time":"2026-11-21T09:59:00Z"},{"id":"b","name":"share"},{"name":"share","consent":"none"},{"name":"No Name"}]}`,
		`{"events":[{"id":"a","name":"share","time":"2026-11-21T09:59:00Z"},{"name":"share","params":[]}]}`,
	} {
		status, answer := s.post(false, body)
		s.taken(status, answer, []int64{4, 2}[i])
	}
	if err := s.collector.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		fmt.Sprintf("safar_events_accepted_total %d", s.sum.Accepted), fmt.Sprintf("safar_events_duplicate_total %d", s.sum.Duplicates),
		fmt.Sprintf("safar_events_discarded_total %d", s.sum.Discarded),
		`safar_http_requests_total{method="POST",route="/v1/events",status="200"} 2`,
		"safar_commit_seconds_count 2", "safar_fold_lag_households 0", "safar_fold_lag_seconds 0", "safar_store_ready 1", "safar_queue_bytes 0",
		`version="dev"} 1`,
	}
	for code, n := range s.sum.Rejected {
		want = append(want, fmt.Sprintf("safar_events_rejected_total{code=%q} %d", code, n))
	}
	status, text := s.do(http.MethodGet, "/metrics", "")
	for _, line := range want {
		if status != http.StatusOK || !strings.Contains(string(text), line+"\n") {
			t.Errorf("%d, without %s", status, line)
		}
	}
	if t.Failed() {
		t.Logf("%s", text)
	}
	if status, _ := s.do(http.MethodGet, "/metrics", "", "X-Forwarded-For", "127.0.0.1"); status != http.StatusForbidden {
		t.Errorf("a request that was passed on is answered %d", status)
	}
}
