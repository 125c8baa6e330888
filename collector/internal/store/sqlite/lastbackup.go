package sqlite

import (
	"errors"
	"os"
	"strings"
	"time"
)

// besideBackup ends the name of the file beside a database that tells when it was last backed
// up: a process of its own does that, which only reads the database.
const besideBackup = "-backup"

// noteBackup writes down that a good backup was made of the database at path.
func noteBackup(path string, at time.Time) (err error) {
	d, err := newDraft(path + besideBackup)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.discard())
		}
	}()
	if err := os.WriteFile(d.path, []byte(at.UTC().Format(time.RFC3339)+"\n"), 0o600); err != nil {
		return err
	}
	return d.publish()
}

// lastBackup is when the database at path was last backed up, the zero time when nobody knows.
func lastBackup(path string) time.Time {
	text, err := os.ReadFile(path + besideBackup)
	if err != nil {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text)))
	if err != nil {
		return time.Time{}
	}
	return at
}
