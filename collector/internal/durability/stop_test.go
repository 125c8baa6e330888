package durability

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// stopWithin is how long a program may take to end that was asked to.
const stopWithin = 10 * time.Second

// TestEnd ends programs at bad moments.
func TestEnd(t *testing.T) {
	t.Parallel()
	program := build(t)
	t.Run("asked to", func(t *testing.T) { t.Parallel(); askedToEnd(t, program) })
	t.Run("killed in a backup", func(t *testing.T) { t.Parallel(); killedInBackup(t, program) })
}

// askedToEnd asks the program to end while more comes than it can take and answers are far
// behind. It ends in good order and in time, and what it acknowledged is there.
func askedToEnd(t *testing.T, program string) {
	s := openShop(t, program)
	srv := serve(t, program, s, nil)
	var l ledger
	var answers atomic.Int64
	enough, asked := make(chan struct{}), make(chan struct{})
	var senders sync.WaitGroup
	for sender := range 12 {
		senders.Go(func() {
			for i := 0; ; i++ {
				m := crowd(fmt.Sprintf("%d-%d", sender, i))
				a, err := insist(srv.url, s.ServerKey, m)
				l.note(m, err == nil)
				if err != nil {
					<-asked // before that nothing may be without an answer
					return
				}
				if a.Accepted != len(m) {
					t.Errorf("%d new events were answered %+v", len(m), a)
				}
				if answers.Add(1) == 30 {
					close(enough)
				}
			}
		})
	}
	select {
	case <-enough:
	case <-time.After(patience):
		t.Fatalf("only %d answers within %s", answers.Load(), patience)
	}
	close(asked)
	if err := srv.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-srv.ended:
	case <-time.After(stopWithin):
		srv.kill()
		t.Fatalf("not ended %s after SIGTERM", stopWithin)
	}
	senders.Wait()
	if code := srv.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit code %d:\n%s", code, srv.said)
	}
	if n := dirty(t, s); n == 0 {
		t.Error("nothing was left to fold: the test proves less than it should")
	}
	srv = serve(t, program, s, nil)
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d acknowledged events lost", lost)
	}
	srv.stop(t)
	check(t, program, s)
}

// crowd is a message of many visitors with a page each.
func crowd(name string) message {
	m := make(message, 250)
	for i := range m {
		id := fmt.Sprintf("%s-%d", name, i)
		m[i] = wireEvent{ID: id, Name: "page_view", Time: time.Now().UTC().Truncate(time.Millisecond), VisitorID: id}
	}
	return m
}

// dirty asks the file how many households are to be folded.
func dirty(t *testing.T, s shop) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, "safar.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT count(*) FROM dirty").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
