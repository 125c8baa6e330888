package sqlite

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// logBound is how long the write-ahead log may become, whoever reads.
const logBound = 64 << 20

// pour appends so much that the log would be half as long again as it may be, and returns how
// long it was at the most.
func pour(t *testing.T, db *DB, site int64) (longest int64) {
	t.Helper()
	const batches, events = 16, 800
	for b := 0; b < batches && longest <= logBound; b++ {
		records := manyRecords(events, events)
		for i := range records {
			r := &records[i]
			r.Hit.Event.ID = fmt.Sprintf("%d-%d", b, i)
			r.Hit.Event.Params = event.Params{"note": fmt.Sprint(b, i, strings.Repeat("x", 7500))}
		}
		if _, err := db.Append(t.Context(), batchOf(site, records...)); err != nil {
			t.Fatal(err)
		}
		longest = max(longest, fileSize(db.config.Path+"-wal"))
	}
	return longest
}

// Who reads one state for long keeps the log from being begun anew: the control of the tests
// that say it stays short. Afterwards it is shortened again, even when nothing more comes.
func TestLongReaderLengthensTheLog(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, nil)
	site := newSite(t, db, "main")
	tx := beginReading(t, db)
	if longest := pour(t, db, site.ID); longest <= logBound {
		t.Errorf("the log had %d MiB at the most: the tests pour too little", longest>>20)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the log is shortened", func() bool { return fileSize(db.config.Path+"-wal") <= logKept })
}

// Where somebody always reads, but nobody for long, the log stays short all the same.
func TestLogIsBegunAnewBetweenReaders(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, nil)
	site := newSite(t, db, "main")
	// Each goes on until the other has begun, and a commit finds one of them at it.
	begun := [2]chan struct{}{make(chan struct{}, 1), make(chan struct{}, 1)}
	end := make(chan struct{})
	var readers sync.WaitGroup
	for i := range begun {
		readers.Go(func() {
			for {
				tx := beginReading(t, db)
				select {
				case begun[i] <- struct{}{}:
				default:
				}
				ponder(t, tx)
				select {
				case <-begun[1-i]:
				case <-end:
				}
				if err := tx.Rollback(); err != nil {
					t.Error(err)
				}
				select {
				case <-end:
					return
				default:
				}
			}
		})
	}
	longest := pour(t, db, site.ID)
	close(end)
	readers.Wait()
	if longest > logBound {
		t.Errorf("the log had %d MiB", longest>>20)
	}
}

// beginReading begins to read one state.
func beginReading(t *testing.T, db *DB) *sql.Tx {
	tx, err := db.read.Begin()
	if err == nil {
		var n int
		err = tx.QueryRow("SELECT count(*) FROM site").Scan(&n)
	}
	if err != nil {
		t.Error(err)
	}
	return tx
}

// ponder takes some hundredths of a second.
func ponder(t *testing.T, tx *sql.Tx) {
	var n int
	err := tx.QueryRow(`WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 50000) SELECT count(*) FROM c`).Scan(&n)
	if err != nil {
		t.Error(err)
	}
}
