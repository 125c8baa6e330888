package sdk

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	lockName   = "lock"
	unfinished = ".tmp"
	spoolExt   = ".ndjson.gz"
	// maxFolders bounds how many clients may share a SpoolDir, which are as many as the shop's
	// processes on one machine.
	maxFolders = 1000
)

// path is where a file lies. The name tells what has to be known of it without opening it:
// its time, how many events, and p for precious or o for ordinary ones.
func (s *spool) path(f *spooled) string {
	kind := 'o'
	if f.precious {
		kind = 'p'
	}
	return filepath.Join(s.dir, fmt.Sprintf("%013d-%016x-%d%c%s", f.stamp, f.random, f.events, kind, spoolExt))
}

// parseSpooled reads a name.
func parseSpooled(name string) (f *spooled, ok bool) {
	f = &spooled{}
	var kind rune
	n, err := fmt.Sscanf(name, "%13d-%16x-%d%c.ndjson.gz", &f.stamp, &f.random, &f.events, &kind)
	f.precious = kind == 'p'
	return f, err == nil && n == 4 && f.events > 0 && (f.precious || kind == 'o') && strings.HasSuffix(name, spoolExt)
}

// own sees to it that there is a folder of one's own, and that it is still there.
func (s *spool) own() error {
	if s.dir != "" {
		if s.lock.held() {
			return nil
		}
		s.close() // somebody removed it; what it held is found missing when it is read
	}
	for i := range maxFolders {
		dir := filepath.Join(s.base, strconv.Itoa(i))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("make the spool: %w", err)
		}
		l, err := acquire(filepath.Join(dir, lockName))
		if err != nil {
			return fmt.Errorf("lock the spool: %w", err)
		}
		if l != nil {
			s.dir, s.lock, s.unread = dir, l, true
			return nil
		}
	}
	return fmt.Errorf("make the spool: %s holds %d folders that are in use", s.base, maxFolders)
}

// adopt takes over the files of the folders that nobody owns, one's own from an earlier life
// among them, and returns those that are new.
func (s *spool) adopt() (found []*spooled, err error) {
	known := map[uint64]bool{}
	for _, f := range s.files {
		known[f.random] = true
	}
	if err := s.own(); err != nil {
		return nil, err
	}
	if s.unread {
		found, s.unread = s.collect(s.dir, known), false
	}
	entries, err := os.ReadDir(s.base)
	for _, e := range entries {
		if _, err := strconv.Atoi(e.Name()); err != nil || !e.IsDir() {
			continue
		}
		dir := filepath.Join(s.base, e.Name())
		if dir == s.dir {
			continue
		}
		if l, _ := acquire(filepath.Join(dir, lockName)); l != nil {
			found = append(found, s.collect(dir, known)...)
			l.release()
		}
	}
	s.sort()
	if err != nil {
		return found, fmt.Errorf("look for orphans of the spool: %w", err)
	}
	return found, nil
}

// collect takes the files of a folder into one's own and the list.
func (s *spool) collect(dir string, known map[uint64]bool) (found []*spooled) {
	entries, _ := os.ReadDir(dir) // what it could read is returned too
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if strings.HasSuffix(e.Name(), unfinished) {
			_ = os.Remove(path) // its events were in the memory of a process that is gone
			continue
		}
		f, ok := parseSpooled(e.Name())
		info, err := e.Info()
		if !ok || err != nil || known[f.random] {
			continue
		}
		if f.size = blocks(info.Size()); dir != s.dir && os.Rename(path, s.path(f)) != nil {
			continue
		}
		s.stamp = max(s.stamp, f.stamp)
		s.size += f.size
		s.files = append(s.files, f)
		found = append(found, f)
	}
	return slices.Clip(found)
}
