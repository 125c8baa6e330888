package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strconv"
	"strings"
)

// besideErased ends the name of the file beside a database that lists who was erased. It outlives
// the database: an older copy that is put in its place is brought up to date by it.
const besideErased = "-erased"

// erasedHead begins such a list; the name of the installation's marks follows.
const erasedHead = "safar erased 1 "

// erasedList is the content of such a file.
type erasedList struct {
	name string // of the marks: see marker.name
	at   map[mark]int64
}

// errForeignList says that a list was written by an installation with another key.
var errForeignList = errors.New("the list of erasures belongs to other data")

func parseErased(text []byte) (erasedList, error) {
	l := erasedList{at: map[mark]int64{}}
	lines := bufio.NewScanner(bytes.NewReader(text))
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), erasedHead) {
		return l, errors.New("it is no list of erasures")
	}
	l.name = strings.TrimPrefix(lines.Text(), erasedHead)
	for lines.Scan() {
		digits, instant, _ := strings.Cut(lines.Text(), " ")
		bytes, err := hex.DecodeString(digits)
		at, err2 := strconv.ParseInt(instant, 10, 64)
		if err := errors.Join(err, err2); err != nil || len(bytes) != len(mark{}) {
			return l, errors.Join(errors.New("a line of the list of erasures can't be read"), err)
		}
		m := mark(bytes)
		l.at[m] = max(l.at[m], at)
	}
	return l, lines.Err()
}

func (l erasedList) text() []byte {
	var b bytes.Buffer
	b.WriteString(erasedHead + l.name + "\n")
	for m, at := range l.at {
		fmt.Fprintf(&b, "%x %d\n", m, at)
	}
	return b.Bytes()
}

// write puts the list beside the database at path.
func (l erasedList) write(path string) (err error) {
	d, err := newDraft(path + besideErased)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.discard()) }()
	if err := os.WriteFile(d.path, l.text(), 0o600); err != nil {
		return err
	}
	return d.publish()
}

// readErasedFile reads the list beside the database at path. Where there is none it is empty.
func readErasedFile(path string) (l erasedList, err error) {
	text, err := os.ReadFile(path + besideErased)
	if errors.Is(err, fs.ErrNotExist) {
		return erasedList{at: map[mark]int64{}}, nil
	}
	if err != nil {
		return l, err
	}
	return parseErased(text)
}

// meetErased makes the list in the database and the one beside it the same. What the database has
// not heard of is let go of from now on: it is an older copy.
func (db *DB) meetErased(ctx context.Context) error {
	beside, err := readErasedFile(db.config.Path)
	if err != nil {
		return fmt.Errorf("read the list of erasures beside the database: %w", err)
	}
	var secret []byte
	err = db.transact(func(tx *sql.Tx) (err error) {
		secret, err = customerSecret(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	db.erased.marker = newMarker(secret)
	if beside.name != "" && beside.name != db.erased.marker.name() {
		aside := db.config.Path + besideErased + ".before-" + db.config.Now().UTC().Format("20060102T150405Z")
		db.log.Warn("the list of erasures beside the database belongs to other data and was set aside", "file", aside)
		if err := os.Rename(db.config.Path+besideErased, aside); err != nil {
			return err
		}
		beside = erasedList{}
	}
	if err := db.erased.read(ctx, db.write); err != nil {
		return err
	}
	unknown := map[mark]int64{}
	for m, at := range beside.at {
		if db.erased.at[m] < at {
			unknown[m] = at
		}
	}
	if len(unknown) > 0 {
		err := db.transact(func(tx *sql.Tx) error { return beginErasing(tx, unknown) })
		if err != nil {
			return fmt.Errorf("take over the list of erasures: %w", err)
		}
		if err := db.erased.read(ctx, db.write); err != nil {
			return err
		}
	}
	if !maps.Equal(db.erased.at, beside.at) {
		if err := db.transact(db.writeErased); err != nil {
			return err
		}
	}
	db.erased.stale = false
	return db.write.QueryRowContext(ctx, `/* meetErased */ SELECT generation FROM erasing`).Scan(&db.erased.generation)
}

// writeErased writes the list beside the database as it stands in it.
func (db *DB) writeErased(tx *sql.Tx) error {
	l := erasedList{name: db.erased.marker.name(), at: map[mark]int64{}}
	rows, err := tx.Query(`/* writeErased */ SELECT mark, at FROM erased`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var m []byte
		var at int64
		if err := rows.Scan(&m, &at); err != nil {
			return err
		}
		l.at[mark(m)] = at
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return l.write(db.config.Path)
}

// TakeErased adds the list of erasures in the file at from to the one beside the database at to,
// so that whoever opens that database next applies it. It is errForeignList where the two were
// not written by one installation.
func TakeErased(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	theirs, err := parseErased(text)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	ours, err := readErasedFile(to)
	if err != nil {
		return err
	}
	if ours.name != "" && ours.name != theirs.name {
		return fmt.Errorf("%s: %w", from, errForeignList)
	}
	for m, at := range ours.at {
		theirs.at[m] = max(theirs.at[m], at)
	}
	return theirs.write(to)
}

// ListsErased tells whether there is a list of erasures beside the database at path.
func ListsErased(path string) bool { return fileSize(path+besideErased) > 0 }
