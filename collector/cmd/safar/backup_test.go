package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A backup of a server at work, restored elsewhere, answers as the original does, and so
// does everything that is made from its events again.
func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, stop := serving(t, dir)
	if status, answer := post(t, address, made.ServerKey, exportedHistory); status != 200 || !strings.HasPrefix(answer, `{"accepted":6,`) {
		t.Fatalf("%d %s", status, answer)
	}
	file := filepath.Join(t.TempDir(), "safar.backup")
	var said backupJSON
	if err := json.Unmarshal([]byte(must(t, "backup", file, "--data", dir, "--json")), &said); err != nil || said.File != file || said.Events != 6 || said.Schema == 0 {
		t.Errorf("backup says %+v, %v", said, err)
	}
	code, _, errs := safar(t, "backup", file, "--data", dir)
	if code != exitFailed || !strings.Contains(errs, "hint: choose another name, or --force") {
		t.Errorf("over a file: exit %d, %s", code, errs)
	}
	if out := must(t, "backup", file, "--data", dir, "--force"); out != file+": 6 events, checked\n" {
		t.Errorf("backup says %s", out)
	}

	restored := filepath.Join(t.TempDir(), "data")
	if out := must(t, "restore", file, "--data", restored); out != restored+": 6 events, checked\n" {
		t.Errorf("restore says %s", out)
	}
	want := everything(t, dir)
	if got := everything(t, restored); got != want {
		t.Errorf("restored\n%s\nof\n%s", got, want)
	}
	must(t, "rebuild", "--data", restored)
	if got := everything(t, restored); got != want {
		t.Errorf("rebuilt\n%s\nof\n%s", got, want)
	}
	stop()

	var again restoredJSON
	if err := json.Unmarshal([]byte(must(t, "restore", file, "--data", restored, "--force", "--json")), &again); err != nil || again.Kept == nil || again.Events != 6 {
		t.Fatalf("restore says %+v, %v", again, err)
	}
	if _, err := os.Stat(*again.Kept); err != nil {
		t.Error(err)
	}
	if got := everything(t, restored); got != want {
		t.Errorf("restored over data\n%s\nof\n%s", got, want)
	}
}

// everything is what can be asked of a folder.
func everything(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for _, what := range []string{"events", "orders", "sessions"} {
		all.WriteString(must(t, "export", what, "--data", dir))
	}
	all.WriteString(must(t, "report", "--data", dir, "--from", "2026-01-01", "--to", "2026-12-31", "--as-of", "2027-01-01T00:00:00Z", "--json"))
	return all.String()
}

// The folder of a server at work, in another process, is not taken from under it.
func TestRestoreUnderAServer(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	file := filepath.Join(t.TempDir(), "safar.backup")
	must(t, "backup", file, "--data", dir)
	address, _ := serving(t, dir)
	restore := exec.CommandContext(t.Context(), os.Args[0], "restore", file, "--data", dir, "--force")
	restore.Env = append(os.Environ(), "SAFAR_TEST_AS_PROGRAM=1")
	out, err := restore.CombinedOutput()
	if restore.ProcessState.ExitCode() != exitFailed || !strings.Contains(string(out), "hint: stop the server") {
		t.Errorf("%v: %s", err, out)
	}
	if status, answer := post(t, address, made.ServerKey, `{"events":[{"name":"share"}]}`); status != 200 {
		t.Errorf("%d %s", status, answer)
	}
}
