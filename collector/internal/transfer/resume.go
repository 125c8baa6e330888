package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// File is an import of a file that goes on where an earlier run of it was stopped, however
// that happened.
//
// Going on means reading the file again from its beginning, which is quick, and not sending
// what the sink has, which is not. So there is no state of the reader to be kept and none to
// be wrong: orders whose rows were half read are gathered again, and a reading that makes
// anything else of the file than the earlier one (because file, mapping or program have
// changed) is noticed by its trail. Then, and whenever a checkpoint or the file of refused
// lines is not what it should be, everything is sent anew; the sink knows repeats.
//
// A checkpoint does not prove that the sink still has what it once took: it may have been
// restored from a backup. Therefore the last batch before the checkpoint is sent once more,
// and unless the sink knows it everything is sent anew as well.
type File struct {
	// In is the file. It is read again from its beginning.
	In io.ReadSeeker
	// Source reads it.
	Source func(io.Reader) (Source, error)
	To     Sink
	// Target names the sink: a checkpoint of an import into another one does not count.
	Target string
	// RefusedPath is where the lines that were not taken are kept. The checkpoint lies beside
	// it, under its name and .checkpoint.
	RefusedPath string
	// Progress is told of the state after every batch, and on the way to where the earlier run
	// was stopped. May be nil.
	Progress func(Summary)
}

// Import imports the file. The summary counts the earlier runs in; it is right even when an
// error ends the import.
func (f *File) Import(ctx context.Context) (sum Summary, err error) {
	i, refused, err := f.resume(ctx)
	if err == nil && i == nil {
		i, refused, err = f.begin()
	}
	if err != nil {
		return Summary{Codes: map[string]int{}}, err
	}
	defer func() { err = errors.Join(err, refused.Close()) }()
	i.refuse, i.progress = refused.Add, f.Progress
	i.taken = func(last int) error {
		c := checkpoint{
			Version: checkpointVersion, Target: f.Target, Results: i.trail.results, Digest: i.trail.sum(),
			Last: last, Refused: refused.kept(), Summary: i.sum, Line: i.sum.Line,
		}
		return c.write(f.checkpoint())
	}
	return i.run(ctx)
}

// Done forgets how far the import had come. Call it when everything that was to be done with
// the file is.
func (f *File) Done() error {
	if err := os.Remove(f.checkpoint()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the checkpoint: %w", err)
	}
	return nil
}

func (f *File) checkpoint() string { return f.RefusedPath + ".checkpoint" }

// open reads the file from its beginning.
func (f *File) open() (Source, error) {
	if _, err := f.In.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read from the beginning: %w", err)
	}
	return f.Source(f.In)
}

// begin prepares an import of all of the file. The checkpoint goes first: it tells of a file
// of refused lines that is made anew.
func (f *File) begin() (*importer, *Refused, error) {
	if err := f.Done(); err != nil {
		return nil, nil, err
	}
	from, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	refused, err := CreateRefused(f.RefusedPath)
	if err != nil {
		return nil, nil, err
	}
	return &importer{from: from, to: f.To, trail: newTrail(), sum: Summary{Codes: map[string]int{}}}, refused, nil
}

// resume prepares an import from the checkpoint on; nil when there is none to go on from.
func (f *File) resume(ctx context.Context) (*importer, *Refused, error) {
	c, err := readCheckpoint(f.checkpoint(), f.Target)
	if err != nil || c == nil {
		return nil, nil, err
	}
	from, err := f.open()
	if err != nil {
		return nil, nil, err
	}
	i := &importer{from: from, to: f.To, trail: newTrail(), sum: c.Summary}
	last, same, err := i.trail.follow(from, c, func(line int) {
		if f.Progress != nil {
			f.Progress(Summary{Codes: c.Summary.Codes, Line: line})
		}
	})
	if err != nil || !same {
		return nil, nil, err
	}
	if known, err := f.knows(ctx, last); err != nil || !known {
		return nil, nil, err
	}
	refused, err := reopenRefused(f.RefusedPath, c.Refused)
	if err != nil || refused == nil {
		return nil, nil, err
	}
	i.sum.Resumed = i.sum.Events
	return i, refused, nil
}

// knows tells whether the sink has taken a batch before.
func (f *File) knows(ctx context.Context, batch []Entry) (bool, error) {
	answer, err := f.To.Send(ctx, raws(batch))
	if err != nil {
		return false, fmt.Errorf("send the events before the checkpoint again: %w", err)
	}
	return answer.Accepted == 0 && answer.Duplicates > 0, nil
}
