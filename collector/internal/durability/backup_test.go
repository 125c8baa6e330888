package durability

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killedInBackup kills backups with SIGKILL at all stages while the server is at work. None
// leaves half a copy under its name, and the data is unharmed; one that is left alone is good.
func killedInBackup(t *testing.T, program string) {
	s := openShop(t, program)
	srv := serve(t, program, s, nil)
	var l ledger
	for i := range 20 {
		m := crowd(string(rune('a' + i)))
		if _, err := insist(srv.url, s.ServerKey, m); err != nil {
			t.Fatal(err)
		}
		l.note(m, true)
	}
	to := filepath.Join(t.TempDir(), "backup.db")
	if at := lastBackup(t, srv.url); at != "0" {
		t.Errorf("before the first backup the last was at %s", at)
	}
	killed, noted := 0, true
	for delay := time.Duration(0); ; delay += 5 * time.Millisecond {
		cmd := exec.CommandContext(t.Context(), program, "backup", to, "--data", s.dir)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		end := time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		end.Stop()
		_, missing := os.Stat(to)
		if err == nil {
			break // it was done before its time
		}
		if code := cmd.ProcessState.ExitCode(); code != -1 {
			t.Fatalf("safar backup: exit code %d:\n%s", code, &said)
		}
		if missing == nil {
			noted = false // killed between giving the copy its name and noting it
			break
		}
		if !errors.Is(missing, fs.ErrNotExist) {
			t.Fatal(missing)
		}
		if at := lastBackup(t, srv.url); at != "0" {
			t.Errorf("a backup that was killed counts as made at %s", at)
		}
		killed++
	}
	if at := lastBackup(t, srv.url); at == "0" && noted {
		t.Error("the server does not know of the backup")
	}
	if killed == 0 {
		t.Error("no backup was killed")
	}
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d acknowledged events lost", lost)
	}
	srv.stop(t)
	check(t, program, s)
	restored := shop{dir: filepath.Join(t.TempDir(), "restored"), ServerKey: s.ServerKey}
	if out, err := exec.CommandContext(t.Context(), program, "restore", to, "--data", restored.dir).CombinedOutput(); err != nil {
		t.Fatalf("safar restore: %v\n%s", err, out)
	}
	srv = serve(t, program, restored, nil)
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d events are not in the backup", lost)
	}
	srv.stop(t)
}

// lastBackup is what the server's metrics tell.
func lastBackup(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "\nsafar_last_backup_timestamp_seconds ")
	at, _, _ := strings.Cut(after, "\n")
	return at
}
