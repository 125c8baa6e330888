package durability

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// What strace does to syncs of the disk.
const (
	// failing refuses them: of each of the program's threads the eighth, and every fourth after
	// that.
	failing = "error=EIO:when=8+4"
	// slow lets each take a fifth of a second, in microseconds.
	slow = "delay_exit=200000"
)

// onDisk makes a program that is the given one on such a disk.
func onDisk(t *testing.T, program, what string) string {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		unable(t, "strace", "strace is not installed: it makes syncs of the disk fail")
	}
	faults := []string{"-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:" + what}
	if out, err := exec.CommandContext(t.Context(), strace, append(faults, "true")...).CombinedOutput(); err != nil {
		unable(t, "strace", fmt.Sprintf("strace may not trace here: %v %s", err, out))
	}
	path := filepath.Join(t.TempDir(), "safar")
	script := "#!/bin/sh\nexec " + strace
	for _, arg := range append(faults, program) {
		script += " '" + arg + "'"
	}
	if err := os.WriteFile(path, []byte(script+" \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestSyncs runs the program on bad disks.
func TestSyncs(t *testing.T) {
	t.Parallel()
	program := build(t)
	t.Run("fail", func(t *testing.T) { t.Parallel(); failedSyncs(t, program) })
	t.Run("are slow", func(t *testing.T) { t.Parallel(); slowSyncs(t, program) })
}

// slowSyncs has few senders on a slow disk and requires that none is sent away: waiting for the
// disk is not too much to do.
func slowSyncs(t *testing.T, program string) {
	s := openShop(t, program)
	srv := serve(t, onDisk(t, program, slow), s, nil)
	var l ledger
	var senders sync.WaitGroup
	for range 6 {
		senders.Go(func() {
			for range 6 {
				m := l.compose()
				begun := time.Now()
				_, err := post(srv.url, s.ServerKey, m)
				if err != nil {
					t.Errorf("on a slow disk: %v", err)
				}
				if took := time.Since(begun); took < 200*time.Millisecond {
					t.Errorf("answered after %v: the disk is not slow", took)
				}
				l.note(m, err == nil)
			}
		})
	}
	senders.Wait()
	if n := stored(t, srv.url, s.ReadToken); n != l.events() {
		t.Errorf("%d events were sent and %d are stored", l.events(), n)
	}
	srv.kill()
}

// failedSyncs has the disk refuse syncs under load and requires that no event was
// acknowledged without being there, and that what the program says of itself is so.
func failedSyncs(t *testing.T, program string) {
	least, most := 60, 2000
	if soak() {
		least = 1000
	}
	broken := onDisk(t, program, failing)
	s := openShop(t, program)
	srv := serve(t, broken, s, nil)
	var l ledger
	refused, recovered := 0, 0
	for n := 0; n < least || recovered == 0 && n < most; n++ {
		m := l.compose()
		switch status, wait := statusOf(t, srv.url, s.ServerKey, m); {
		case status == http.StatusOK:
			l.note(m, true)
			if refused > 0 {
				recovered++
			}
		case status == http.StatusServiceUnavailable && wait != "":
			l.note(m, false)
			refused++
		default:
			t.Errorf("on a disk that fails: %d, Retry-After %q", status, wait)
		}
	}
	srv.kill()
	t.Logf("%d requests were refused, %d taken after the first of them", refused, recovered)
	if refused == 0 || recovered == 0 {
		t.Error("no sync failed, or nothing was taken after one: the test shows nothing")
	}
	srv = serve(t, program, s, nil)
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d events were acknowledged and are not there", lost)
	}
	if n := stored(t, srv.url, s.ReadToken); n != l.events() {
		t.Errorf("%d events were sent and %d are stored", l.events(), n)
	}
	srv.stop(t)
	check(t, program, s)
	rebuilt(t, program, s)
}

// statusOf sends one request and tells how it was answered.
func statusOf(t *testing.T, url, key string, m message) (status int, retryAfter string) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"events": m})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/events", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode, answer.Header.Get("Retry-After")
}
