package durability

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
)

// layer compiles the layer and returns its path. It skips where that, or preloading, is not
// possible.
func layer(t *testing.T) string {
	t.Helper()
	cc, err := exec.LookPath("cc")
	if err != nil {
		unable(t, "powercut", "no power is cut: there is no C compiler cc")
	}
	so := filepath.Join(t.TempDir(), "powercut.so")
	out, err := exec.Command(cc, "-std=gnu11", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", so,
		"testdata/powercut.c", "-ldl", "-lpthread").CombinedOutput()
	if err != nil {
		unable(t, "powercut", fmt.Sprintf("no power is cut: the layer does not compile here: %v\n%s", err, out))
	}
	dir, log := t.TempDir(), filepath.Join(t.TempDir(), "log")
	probe := exec.Command("/bin/sh", "-c", `echo seen > "$POWERCUT_DIR/probe"`)
	probe.Env = preload(so, dir, log)
	out, err = probe.CombinedOutput()
	if undos, readErr := readUndos(log); err != nil || readErr != nil || len(undos) == 0 {
		unable(t, "powercut", fmt.Sprintf("no power is cut: LD_PRELOAD does not work here: %v\n%s", err, out))
	}
	return so
}

// preload is the environment that puts the layer under a program.
func preload(so, dir, log string) []string {
	return append(os.Environ(), "LD_PRELOAD="+so, "POWERCUT_DIR="+dir, "POWERCUT_LOG="+log)
}

// TestLayer proves the layer by itself with a small writer of rows: synced commits survive
// a cut, unsynced ones do not.
func TestLayer(t *testing.T) {
	t.Parallel()
	so := layer(t)
	tests := []struct {
		name  string
		sync  string
		loses bool
		// chance lets unsynced writes survive by a throw of a coin.
		chance *rand.Rand
	}{
		{name: "synced rows stay", sync: "FULL"},
		{name: "synced rows stay when the rest is torn", sync: "FULL", chance: rand.New(rand.NewPCG(1, 2))},
		{name: "unsynced rows go", sync: "NORMAL", loses: true},
		{name: "never synced rows go", sync: "OFF", loses: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir, log := t.TempDir(), filepath.Join(t.TempDir(), "log")
			dsn := "file:" + filepath.Join(dir, "rows.db") + "?_journal_mode=WAL&_busy_timeout=5000&_synchronous=" + tt.sync
			createRows(t, dsn)
			acked := killWriter(t, dsn, preload(so, dir, log))
			l, err := cut(dir, log, tt.chance)
			if err != nil {
				t.Fatal(err)
			}
			there := countRows(t, dsn)
			t.Logf("%d rows acknowledged, %d there after the cut, %+v", acked, there, l)
			if (there < acked) != tt.loses {
				t.Errorf("%d rows acknowledged and %d there: lost %v, want %v", acked, there, there < acked, tt.loses)
			}
		})
	}
}

// createRows makes the table without the layer, so that it counts as long on disk.
func createRows(t *testing.T, dsn string) {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE rows (n INTEGER PRIMARY KEY, pad BLOB)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func countRows(t *testing.T, dsn string) int {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRow("SELECT count(*) FROM rows").Scan(&n); err != nil {
		t.Fatal(err)
	}
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity check: %s, %v", verdict, err)
	}
	return n
}

// writeRows commits one row after the other and acknowledges each with its number.
func writeRows(dsn string, out io.Writer) error {
	db, err := sql.Open("sqlite3", dsn)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	for n := 1; ; n++ {
		if _, err := db.Exec("INSERT INTO rows VALUES (?, randomblob(300))", n); err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
		if _, err := fmt.Fprintln(out, n); err != nil {
			return err
		}
	}
}

// killWriter runs the writer in this environment and kills it after some hundred rows. It
// returns the last row that was acknowledged.
func killWriter(t *testing.T, dsn string, env []string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(env, "DURABILITY_WRITE_ROWS="+dsn)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acked := 0
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if acked, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if acked == 300 {
			break
		}
	}
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	// What stands in the pipe was acknowledged too.
	for lines.Scan() {
		if n, err := strconv.Atoi(lines.Text()); err == nil {
			acked = n
		}
	}
	_ = cmd.Wait() // killed
	if acked < 300 {
		t.Fatalf("the writer stopped at row %d: %s", acked, said.String())
	}
	return acked
}
