package collector

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A full disk is told as 503 with Retry-After, by /readyz and by the metrics. Nothing is
// answered with 200 that is not there, and with room again all is well without a restart.
func TestFullDiskIsToldAndPasses(t *testing.T) {
	var ballast string
	s := openShop(t, func(c *Config) {
		if err := syscall.Mount("tmpfs", c.Dir, "tmpfs", 0, "size=4m"); err != nil {
			t.Skipf("needs the right to mount a small disk: %v", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(c.Dir, syscall.MNT_DETACH) })
		ballast = filepath.Join(c.Dir, "ballast")
		if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); err != nil {
			t.Fatal(err)
		}
	})
	defer s.close()
	body := func(i int) string {
		events := make([]string, 50)
		for e := range events {
			events[e] = fmt.Sprintf(`{"id":"%d-%d","name":"share"}`, i, e)
		}
		return `{"events":[` + strings.Join(events, ",") + `]}`
	}
	refused := 0
	for i := 0; refused < 10; i++ {
		if i == 10_000 {
			t.Fatal("the disk does not fill up")
		}
		switch status, answer := s.post(false, body(i)); status {
		case http.StatusOK:
			s.taken(status, answer, 50)
		case http.StatusServiceUnavailable:
			refused++
		default:
			t.Fatalf("a full disk answers %d %s", status, answer)
		}
	}
	if status, header := s.postForHeader(body(-1)); status != http.StatusServiceUnavailable || header.Get("Retry-After") == "" {
		t.Errorf("a full disk answers %d, Retry-After %q", status, header.Get("Retry-After"))
	}
	if status, answer := s.do(http.MethodGet, "/readyz", ""); status != http.StatusServiceUnavailable || !strings.Contains(string(answer), "full") {
		t.Errorf("readyz on a full disk: %d %s", status, answer)
	}
	if !strings.Contains(s.metrics(), "\nsafar_store_ready 0\n") {
		t.Error("the metrics call a full disk ready")
	}
	s.checkQuality() // what is asked is answered all the while

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if status, answer := s.do(http.MethodGet, "/readyz", ""); status != http.StatusOK {
		t.Errorf("readyz with room again: %d %s", status, answer)
	}
	status, answer := s.post(false, body(-2))
	if got := s.taken(status, answer, 50); got.Accepted != 50 {
		t.Errorf("with room again: %s", answer)
	}
	s.checkQuality()
}
