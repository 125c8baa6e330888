package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/safar-cx/safar/collector/internal/store/sqlite/pages"
)

// mostPages bounds the files that are scoured, at 128 GiB: in a larger one a page that continues a
// row could be taken for a page of a tree.
const mostPages = 1 << 25

// scourPages is how many pages are looked at between two looks at the clock.
const scourPages = 64

// forgetBytes overwrites what pages still hold of rows that SQLite once moved away from them: it
// zeroes what it deletes (secure_delete), but not what it leaves behind when it splits or joins
// pages. It writes to the file itself, between the cells, where nobody reads.
//
// That is safe because nothing else is written meanwhile: the log is emptied first, which takes
// that nobody reads an older state, and then the right to write is held, with which nobody begins a
// log anew. No connection may put its old copy of a page back later: this process's has forgotten
// its pages, and that something was written makes those of other processes forget theirs.
func (db *DB) forgetBytes(budget time.Duration) (err error) {
	done, err := db.checkpoint("TRUNCATE", shortPatience)
	if err != nil {
		return err
	}
	if !done {
		db.forgets.rest(db)
		return nil
	}
	if _, err := db.write.Exec(`/* forgetBytes */ PRAGMA shrink_memory`); err != nil {
		return err
	}
	var over, hindered bool
	err = db.transact(func(tx *sql.Tx) error {
		if hindered = fileSize(db.config.Path+"-wal") > 0; hindered {
			return nil // another process was faster
		}
		var next int64
		if err := tx.QueryRow(`/* forgetBytes */ SELECT next FROM erasing WHERE phase = ?`, forgetBytes).Scan(&next); err != nil {
			return err
		}
		if next, over, err = db.scour(next, budget); err != nil {
			return err
		}
		if over {
			// It has grown by those who went with whom it was begun for.
			if err := db.writeErased(tx); err != nil {
				return fmt.Errorf("write the list of erasures: %w", err)
			}
			return enter(tx, forgetNothing)
		}
		_, err := tx.Exec(`/* forgetBytes */ UPDATE erasing SET next = ?`, next)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil // another process has done it
	}
	if hindered {
		db.forgets.rest(db)
	}
	return err
}

// rest puts off what somebody else stands in the way of.
func (f *forgetting) rest(db *DB) {
	f.pause = time.Now().Add(logPause)
	time.AfterFunc(logPause, db.stir)
}

// scour zeroes the slack of the pages after one for about as long as budget.
func (db *DB) scour(after int64, budget time.Duration) (next int64, over bool, err error) {
	file, err := db.bare()
	if err != nil {
		return 0, false, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, false, err
	}
	in, err := pages.Open(file, info.Size())
	if err != nil {
		return 0, false, err
	}
	if in.Count() > mostPages {
		db.log.Warn("the file is too large to overwrite what SQLite leaves between rows; VACUUM does it")
		return in.Count(), true, nil
	}
	begun := time.Now()
	for n := after + 1; n <= in.Count(); n++ {
		if n%scourPages == 0 && time.Since(begun) > budget {
			return n - 1, false, file.Sync()
		}
		slack, err := in.Slack(n)
		if err != nil {
			return 0, false, err
		}
		if slack.Empty() {
			continue
		}
		if _, err := file.WriteAt(make([]byte, slack.To-slack.From), slack.From); err != nil {
			return 0, false, fmt.Errorf("overwrite page %d: %w", n, err)
		}
	}
	return in.Count(), true, file.Sync()
}

// bare is the file itself. It stays open for as long as the database does: closing it would take
// SQLite's locks away, which are the process's.
func (db *DB) bare() (*os.File, error) {
	if db.file == nil {
		file, err := os.OpenFile(db.config.Path, os.O_RDWR, 0)
		if err != nil {
			return nil, err
		}
		db.file = file
	}
	return db.file, nil
}

// closeBare closes the file once nothing else has it open.
func (db *DB) closeBare() error {
	if db.file == nil {
		return nil
	}
	return db.file.Close()
}
