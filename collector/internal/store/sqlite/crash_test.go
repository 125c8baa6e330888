package sqlite

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// crashEnv names the database that a child process fills until it is killed.
const crashEnv = "SAFAR_TEST_CRASH"

// TestKilledProcess kills a process in the midst of writing, several times on one file.
// What it had acknowledged must be there.
func TestKilledProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[string]bool{}
	for round := range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestCrashChild$")
		child.Env = append(os.Environ(), crashEnv+"="+path, fmt.Sprint("SAFAR_TEST_ROUND=", round))
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			acknowledged[lines.Text()] = true
			if n == 100+150*round {
				child.Process.Kill()
			}
		}
		child.Wait() // it was killed: the error says so
	}
	if len(acknowledged) < 2000 {
		t.Fatalf("only %d events were acknowledged: the child did not run", len(acknowledged))
	}

	db = openAt(t, Config{Path: path}, nil)
	stored := map[string]bool{}
	err := db.EachHit(t.Context(), site.ID, math.MinInt64, math.MaxInt64, func(h *journey.Hit) error {
		if stored[h.Event.ID] {
			t.Errorf("event %s is there twice", h.Event.ID)
		}
		stored[h.Event.ID] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for id := range acknowledged {
		if !stored[id] {
			t.Errorf("acknowledged event %s is lost", id)
		}
	}
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	sameGroups(t, t, db)
	t.Logf("%d acknowledged, %d stored", len(acknowledged), len(stored))
}

// TestCrashChild is the process that is killed. It prints the id of each event after it
// was acknowledged.
func TestCrashChild(t *testing.T) {
	path := os.Getenv(crashEnv)
	if path == "" {
		return // it has nothing to test by itself: TestKilledProcess runs it as a child
	}
	db := openAt(t, Config{Path: path}, nil)
	site, err := db.SiteByName(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	for sender := range 8 {
		go func() {
			for i := 0; ; i++ {
				var records []store.Record
				text := ""
				for e := range 3 {
					id := fmt.Sprintf("%s-%d-%d-%d", os.Getenv("SAFAR_TEST_ROUND"), sender, i, e)
					record := pageView(id, fmt.Sprint("v", (sender*7+i)%400))
					if i%5 == 0 {
						record.Hit.Event.CartID = fmt.Sprint("c", i%50)
					}
					records = append(records, record)
					text += id + "\n"
				}
				if _, err := db.Append(t.Context(), batchOf(site.ID, records...)); err != nil {
					panic(err)
				}
				os.Stdout.WriteString(text)
			}
		}()
	}
	<-t.Context().Done()
}
