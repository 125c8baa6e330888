package durability

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// undo is one record of the log that testdata/powercut.c writes; the kinds stand there.
type undo struct {
	kind          byte
	path          string
	seq           uint64
	covered       uint64
	offset        int64
	size          int64 // of the file before
	before, after []byte
}

// readUndos reads the log. The last record may be torn by the kill: then the change that it
// announces never happened.
func readUndos(path string) ([]undo, error) {
	log, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the log of the layer: %w", err)
	}
	const head = 3 + 6*8
	var undos []undo
	for len(log) >= head {
		var numbers [6]uint64
		for i := range numbers {
			numbers[i] = binary.NativeEndian.Uint64(log[3+8*i:])
		}
		name := uint64(binary.NativeEndian.Uint16(log[1:]))
		before, after := numbers[4], numbers[5]
		if uint64(len(log)) < head+name+before+after {
			break
		}
		body := log[head:]
		undos = append(undos, undo{
			kind: log[0], seq: numbers[0], covered: numbers[1],
			offset: int64(numbers[2]), size: int64(numbers[3]),
			path:   string(body[:name]),
			before: body[name : name+before],
			after:  body[name+before : name+before+after],
		})
		log = body[name+before+after:]
	}
	return undos, nil
}

// loss is what a cut took.
type loss struct {
	writes, bytes int // that no sync had covered and that are gone
	kept          int // that no sync had covered and that survived by chance
	syncs         int // that the program made
}

// cut takes from the folder what a power cut may take: without chance all that was not
// synced, with chance each of it or not.
func cut(dir, logPath string, chance *rand.Rand) (loss, error) {
	undos, err := readUndos(logPath)
	if err != nil {
		return loss{}, err
	}
	var l loss
	covered := map[string]uint64{}
	for _, u := range undos {
		switch u.kind {
		case 'S':
			l.syncs++
			covered[u.path] = max(covered[u.path], u.covered)
		case 'X':
			return loss{}, fmt.Errorf("%s was renamed, removed or emptied, which the layer does not model", u.path)
		}
	}
	var open []undo // changes that no sync covered
	for _, u := range undos {
		switch u.kind {
		case 'W', 'T':
			if u.seq >= covered[u.path] {
				open = append(open, u)
			}
		case 'C': // a name is in its folder, and safe once that was synced
			if u.seq >= covered[filepath.Dir(u.path)] {
				open = append(open, u)
			}
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		if err := open[i].revert(); err != nil {
			return loss{}, err
		}
	}
	gone := map[string]bool{}
	for _, u := range open {
		survives := chance != nil && chance.IntN(2) == 0
		switch {
		case u.kind == 'C':
			gone[u.path] = !survives
		case survives:
			l.kept++
			if err := u.apply(); err != nil {
				return loss{}, err
			}
		default:
			l.writes++
			l.bytes += len(u.after)
		}
	}
	for path, lost := range gone {
		if !lost {
			continue
		}
		if err := os.Remove(path); err != nil {
			return loss{}, fmt.Errorf("take a file whose name was not synced: %w", err)
		}
	}
	return l, removeShared(dir)
}

// removeShared removes SQLite's -shm files. They are written through mmap, unseen by the
// layer, and hold nothing: SQLite makes them anew from the -wal file.
func removeShared(dir string) error {
	shared, err := filepath.Glob(filepath.Join(dir, "*-shm"))
	if err != nil {
		return fmt.Errorf("look for -shm files: %w", err)
	}
	for _, path := range shared {
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("remove a -shm file: %w", err)
		}
	}
	return nil
}

// revert undoes the change.
func (u undo) revert() error {
	if u.kind == 'C' {
		return nil // the file goes as a whole, see cut
	}
	return patch(u.path, u.offset, u.before, u.size)
}

// apply makes the change once more.
func (u undo) apply() error {
	if u.kind == 'T' {
		return patch(u.path, 0, nil, u.offset)
	}
	f, err := os.Stat(u.path)
	if err != nil {
		return fmt.Errorf("redo a write: %w", err)
	}
	return patch(u.path, u.offset, u.after, max(f.Size(), u.offset+int64(len(u.after))))
}

// patch writes b at offset and then gives the file this size.
func patch(path string, offset int64, b []byte, size int64) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("undo a write: %w", err)
	}
	_, werr := f.WriteAt(b, offset)
	return errors.Join(werr, f.Truncate(size), f.Close())
}

// unseen lists the files below dir that changed since then although the layer saw nothing:
// written past the C library, so that nobody knows whether they were synced.
func unseen(dir, logPath string, since time.Time) ([]string, error) {
	undos, err := readUndos(logPath)
	if err != nil {
		return nil, err
	}
	dir, err = filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, fmt.Errorf("resolve %s: %w", dir, err)
	}
	seen := map[string]bool{}
	for _, u := range undos {
		seen[u.path] = true
	}
	var missed []string
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-shm") || seen[path] {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Size() > 0 && info.ModTime().After(since) {
			missed = append(missed, path)
		}
		return err
	})
	return missed, err
}
