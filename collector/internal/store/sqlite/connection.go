package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"time"

	"github.com/mattn/go-sqlite3"
)

// oldestSQLite is the first release without the fault in resetting the WAL that could
// corrupt a file with two connections at work (3.7.0 to 3.51.2).
const oldestSQLite = 3_051_003

// checkVersion refuses to run on a library that may damage the file.
func checkVersion(version string, number int) error {
	if number < oldestSQLite {
		return fmt.Errorf("SQLite %s can corrupt databases (fault in resetting the WAL, fixed in 3.51.3): build with go-sqlite3 v1.14.53 or later", version)
	}
	return nil
}

// Pages of the write connection's cache in KiB: enough to keep the warm ends of the
// indexes of a large shop in memory.
const (
	writeCacheKiB = 64 << 10
	readCacheKiB  = 8 << 10
)

// busyTimeout is how long a connection waits for what others have locked.
const busyTimeout = 5 * time.Second

// setPatience makes a connection wait for another time than busyTimeout.
func setPatience(ctx context.Context, conn *sql.Conn, patience time.Duration) error {
	_, err := conn.ExecContext(ctx, fmt.Sprintf("/* setPatience */ PRAGMA busy_timeout = %d", patience.Milliseconds()))
	return err
}

// connector opens connections that are all set up the same way. It stands in the place of
// a registered driver, which would be global.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver }

// purpose is what a connection is for.
type purpose int

const (
	forReading purpose = iota
	forWriting
	// forOverlay reads, and writes to temporary tables.
	forOverlay
)

// openPool opens a pool of connections to the file at path, which must be absolute. What
// a connection promises stands in its DSN, so that no connection can come without it.
func openPool(path string, size int, purpose purpose) *sql.DB {
	options := url.Values{
		"_journal_mode":    {"WAL"},
		"_synchronous":     {"FULL"},
		"_foreign_keys":    {"1"},
		"_busy_timeout":    {fmt.Sprint(busyTimeout.Milliseconds())},
		"_stmt_cache_size": {"200"},
		"_mutex":           {"no"}, // the pool gives a connection to one goroutine at a time
	}
	pragmas := "PRAGMA mmap_size = 0"
	switch purpose {
	case forWriting:
		options.Set("mode", "rw")
		options.Set("_txlock", "immediate")
		options.Set("_secure_delete", "1")
		options.Set("_cache_size", fmt.Sprint(-writeCacheKiB))
		pragmas += fmt.Sprintf("; PRAGMA wal_autocheckpoint = %d; PRAGMA journal_size_limit = %d", logPages, logKept)
	case forReading:
		options.Set("mode", "ro")
		options.Set("_query_only", "1")
		options.Set("_cache_size", fmt.Sprint(-readCacheKiB))
	case forOverlay:
		options.Set("mode", "ro")
		options.Set("_cache_size", fmt.Sprint(-readCacheKiB))
		pragmas += "; PRAGMA temp_store = MEMORY"
	}
	hook := func(c *sqlite3.SQLiteConn) error {
		if err := c.RegisterAggregator("exact_squares", newSquares, true); err != nil {
			return err
		}
		if err := c.RegisterAggregator("spread", newSpread, true); err != nil {
			return err
		}
		_, err := c.Exec(pragmas, nil)
		return err
	}
	pool := sql.OpenDB(connector{dsn(path, options), &sqlite3.SQLiteDriver{ConnectHook: hook}})
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	return pool
}

func dsn(path string, options url.Values) string {
	return (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String()
}

// How a file is opened that is looked at or copied as a whole, and not worked with.
var (
	// asReader reads a file that others may be writing to. It changes nothing in it.
	asReader = url.Values{"mode": {"ro"}, "_query_only": {"1"}, "_busy_timeout": {"5000"}}
	// asFinished reads a file that nobody writes to, and makes no files beside it.
	asFinished = url.Values{"mode": {"ro"}, "immutable": {"1"}, "_query_only": {"1"}}
	// asDraft fills a file that is thrown away when anything goes wrong, so nothing is
	// logged and nothing synced on the way.
	asDraft = url.Values{"mode": {"rw"}, "_journal_mode": {"OFF"}, "_synchronous": {"OFF"}, "_secure_delete": {"1"}, "_locking_mode": {"EXCLUSIVE"}, "_stmt_cache_size": {"10"}}
)

// openSingle opens one connection to the file at path, which must be absolute.
func openSingle(path string, options url.Values) *sql.DB {
	pool := sql.OpenDB(connector{dsn(path, options), &sqlite3.SQLiteDriver{}})
	pool.SetMaxOpenConns(1)
	return pool
}
