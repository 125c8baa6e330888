package collector

import (
	"context"
	"os"

	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

// Errors of what is done to a data folder as a whole.
var (
	// ErrOccupied says that there is something already where a copy was to go.
	ErrOccupied = sqlite.ErrOccupied
	// ErrInUse says that another process has the data open, or did not close it.
	ErrInUse = sqlite.ErrInUse
	// ErrDamaged says that a file is no sound database. It was left as it is.
	ErrDamaged = sqlite.ErrDamaged
)

// CopyOptions say how a data folder is copied.
type CopyOptions struct {
	// Replace lets a copy take the place of what is there. Defaults to ErrOccupied.
	Replace bool
	// Erasures is a list of erasures, from beside another folder of the same installation, that
	// Restore adds to the one beside the folder. Defaults to none.
	Erasures string
	// Progress hears which step is being done and which part of it is over, from 0 to 1; a
	// step whose length nobody knows stays at 0. Defaults to nobody.
	Progress func(step string, part float64)
}

func (o CopyOptions) progress() sqlite.Progress {
	if o.Progress == nil {
		return func(string, float64) {}
	}
	return o.Progress
}

// Copied tells what is in a copy.
type Copied struct {
	// Schema is the version of the tables.
	Schema int
	// Events is how many events there are.
	Events int64
	// Kept is where that lies which was there before, "" for nothing.
	Kept string
}

// Backup copies the data in dir into a new file while a collector is at work with it. All
// that was acknowledged before the call is in the copy, which has been read again and synced
// when Backup returns; until then there is no file of that name. The copy is as confidential
// as the folder: its owner alone may read it.
func Backup(ctx context.Context, dir, file string, o CopyOptions) (Copied, error) {
	if err := there(dir); err != nil {
		return Copied{}, err
	}
	c, err := sqlite.Backup(ctx, Config{Dir: dir}.database(), file, o.Replace, o.progress())
	return Copied{Schema: c.Schema, Events: c.Events}, err
}

// Restore puts the data of a backup into dir, which is made where it is missing. What was
// there before is kept beside it. No collector may be at work in dir, neither in this process
// nor in another: the latter is ErrInUse. A backup that a newer version made is refused; one
// that an older version made is brought up to date when the folder is opened.
func Restore(ctx context.Context, file, dir string, o CopyOptions) (Copied, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Copied{}, err
	}
	c, kept, err := sqlite.Restore(ctx, file, Config{Dir: dir}.database(), o.Replace, o.progress())
	if err == nil && o.Erasures != "" {
		err = sqlite.TakeErased(o.Erasures, Config{Dir: dir}.database())
	}
	return Copied{Schema: c.Schema, Events: c.Events, Kept: kept}, err
}

// ListsErasures tells whether a list of erasures lies in dir. It is applied when the folder is
// opened: see AwaitErasures.
func ListsErasures(dir string) bool { return sqlite.ListsErased(Config{Dir: dir}.database()) }

// Findings are what an inspection of a data folder found.
type Findings = sqlite.Findings

// Inspect looks for damage in a data folder, in which a collector may be at work, and changes
// nothing in it. It reads everything. progress may be nil; see CopyOptions.
func Inspect(ctx context.Context, dir string, progress func(step string, part float64)) (Findings, error) {
	if err := there(dir); err != nil {
		return Findings{}, err
	}
	return sqlite.Examine(ctx, Config{Dir: dir}.database(), CopyOptions{Progress: progress}.progress())
}

// Salvaged tells what was saved of a damaged data folder.
type Salvaged = sqlite.Salvaged

// Salvage copies everything that can be read of the damaged data in dir into the folder to,
// which is made where it is missing, and leaves dir as it is. No collector may be at work in
// dir. What follows from the events is made again when to is opened: see Rebuild. progress may
// be nil; see CopyOptions.
func Salvage(ctx context.Context, dir, to string, progress func(step string, part float64)) (Salvaged, error) {
	if err := there(dir); err != nil {
		return Salvaged{}, err
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return Salvaged{}, err
	}
	return sqlite.Salvage(ctx, Config{Dir: dir}.database(), Config{Dir: to}.database(), CopyOptions{Progress: progress}.progress())
}
