package sqlite

import (
	"context"
	"errors"
	"time"
)

const (
	// logPages is how many pages of the write-ahead log are moved into the file together, 16
	// MiB: a longer log saves writing hot pages again and again.
	logPages = 4000
	// logKept is how long a log stays that has been begun anew.
	logKept = 24 << 20
	// logLong is from when on the writer insists on beginning it anew. SQLite does so by itself
	// in an instant in which nobody reads, and where somebody always does there is none.
	logLong = 32 << 20
	// logTooLong is from when on it has more patience.
	logTooLong = 48 << 20
	// shortPatience and longPatience are how long the writer then waits for those who read an
	// older state. Who comes meanwhile reads from the file and is not waited for.
	shortPatience = 200 * time.Millisecond
	longPatience  = time.Second
	// logPause is until the next attempt after one that was in vain.
	logPause = time.Second
)

// shortenLog begins a long write-ahead log anew while batches come.
func (db *DB) shortenLog() {
	if time.Now().Before(db.shorten) {
		return
	}
	long, patience := fileSize(db.config.Path+"-wal"), shortPatience
	switch {
	case long < logLong:
		return
	case long >= logTooLong:
		patience = longPatience
	}
	done, err := db.checkpoint("RESTART", patience)
	if err != nil {
		db.log.Error("beginning the write-ahead log anew failed, trying again later", "error", err)
	}
	if !done {
		db.shorten = time.Now().Add(logPause)
	}
}

// emptyLog empties the write-ahead log before the writer rests: after salts were destroyed,
// since older copies of their page may stand in it, and when a long reader has made it long. A
// reader at work prevents that. The writer does not wait for it and tries again after logPause,
// and after an error of the disk before the next rest.
func (db *DB) emptyLog() (again bool) {
	if !db.wipe && fileSize(db.config.Path+"-wal") <= logKept {
		return false
	}
	done, err := db.checkpoint("TRUNCATE", 0)
	if err != nil {
		db.log.Error("emptying the write-ahead log failed, trying again later", "error", err)
	}
	db.wipe = db.wipe && !done
	return !done && err == nil
}

// checkpoint moves the log into the file and begins it anew, unless somebody reads an older
// state for longer than patience.
func (db *DB) checkpoint(mode string, patience time.Duration) (done bool, err error) {
	ctx := context.Background()
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := setPatience(ctx, conn, patience); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, setPatience(ctx, conn, busyTimeout)) }()
	var busy, inLog, moved int
	err = conn.QueryRowContext(ctx, "/* checkpoint */ PRAGMA wal_checkpoint("+mode+")").Scan(&busy, &inLog, &moved)
	return err == nil && busy == 0, err
}
