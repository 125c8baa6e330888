package main

import (
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector"
)

type backupCmd struct {
	File string `arg:"" type:"path" help:"File to write."`
	dataFlag
	Force bool `help:"Replace the file where it exists."`
	JSON  bool `help:"Print JSON."`
}

// Help is what --help says beyond the flags.
func (c *backupCmd) Help() string {
	return `The server may be at work: the copy is one state of its data, with all that was acknowledged before the command began. The file has its name only once all of it has been read again and is on the disk; a backup that was stopped leaves at most FILE.partial-..., which can be deleted. It is as confidential as the data folder.`
}

// backupJSON is a backup for scripts.
type backupJSON struct {
	File   string `json:"file"`
	Schema int    `json:"schema"`
	Events int64  `json:"events"`
}

// Run makes a copy that was looked through.
func (c *backupCmd) Run(e *env) error {
	work := e.work()
	done, err := collector.Backup(e, c.Data, c.File, collector.CopyOptions{Replace: c.Force, Progress: work.at})
	work.end()
	if errors.Is(err, collector.ErrOccupied) {
		return failed(err, "choose another name, or --force to replace a file")
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return e.printJSON(backupJSON{c.File, done.Schema, done.Events})
	}
	return e.printf("%s: %d events, checked\n", c.File, done.Events)
}

type restoreCmd struct {
	File string `arg:"" type:"path" help:"Backup to read."`
	dataFlag
	Force    bool   `help:"Take the place of data that is there, which is kept beside it."`
	Erasures string `type:"path" placeholder:"FILE" help:"List of erasures to apply beside the folder's own: safar.db-erased from where the collector ran."`
	JSON     bool   `help:"Print JSON."`
}

// Help is what --help says beyond the flags.
func (c *restoreCmd) Help() string {
	return `Stop the server first. The backup is copied and the copy looked through before anything in the folder is touched. A backup of an older version is brought up to date when the server opens it; one of a newer version is refused. Who was erased after the backup was made is erased from the restored data, by the list safar.db-erased in the folder.`
}

// restoredJSON is a restored folder for scripts.
type restoredJSON struct {
	Data   string `json:"data"`
	Schema int    `json:"schema"`
	Events int64  `json:"events"`
	// Kept is where the data lies that was there before, null where there was none.
	Kept *string `json:"kept"`
}

// Run fills the folder and says where that is which was there before.
func (c *restoreCmd) Run(e *env) error {
	work := e.work()
	done, err := collector.Restore(e, c.File, c.Data, collector.CopyOptions{Replace: c.Force, Erasures: c.Erasures, Progress: work.at})
	if err == nil && collector.ListsErasures(c.Data) {
		work.at("erasing who was erased since", 0)
		err = c.with(e, func(all *collector.Collector) error { return all.AwaitErasures(e) })
	}
	work.end()
	switch {
	case errors.Is(err, collector.ErrOccupied):
		return failed(err, "restore into an empty folder, or --force to set aside what is there")
	case errors.Is(err, collector.ErrDamaged):
		return failed(err, "nothing was restored; try an older backup")
	case err != nil:
		return err
	}
	if c.JSON {
		out := restoredJSON{Data: c.Data, Schema: done.Schema, Events: done.Events}
		if done.Kept != "" {
			out.Kept = &done.Kept
		}
		return e.printJSON(out)
	}
	text := fmt.Sprintf("%s: %d events, checked\n", c.Data, done.Events)
	if done.Kept != "" {
		text += fmt.Sprintf("what was there before is %s\n", done.Kept)
	}
	return e.printf("%s", text)
}
