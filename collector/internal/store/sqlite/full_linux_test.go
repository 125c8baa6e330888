package sqlite

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// TestFullDisk fills a small disk, and then makes room again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("needs the right to mount a small disk: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	ballast := filepath.Join(dir, "ballast")
	write(t, ballast, make([]byte, 2<<20))
	db := openAt(t, Config{Path: filepath.Join(dir, "safar.db")}, nil)
	site := newSite(t, db, "main")

	acknowledged := map[string]bool{}
	send := func(i int) error {
		var records []store.Record
		for e := range 20 {
			records = append(records, pageView(fmt.Sprintf("%d-%d", i, e), fmt.Sprint("v", i)))
		}
		_, err := db.Append(t.Context(), batchOf(site.ID, records...))
		if err == nil {
			for _, r := range records {
				acknowledged[r.Hit.Event.ID] = true
			}
		}
		return err
	}
	refused := 0
	for i := 0; refused < 20; i++ {
		if i == 100_000 {
			t.Fatal("the disk does not fill up")
		}
		if err := send(i); err != nil {
			if !errors.Is(err, store.ErrUnavailable) {
				t.Fatalf("full disk: %v", err)
			}
			refused++
		}
	}
	if len(acknowledged) == 0 {
		t.Fatal("nothing fitted on the disk")
	}
	if _, err := db.CreateSite(t.Context(), store.Site{Name: "other"}); err != nil && !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("administration on a full disk: %v", err)
	}
	if _, err := db.SiteByName(t.Context(), "main"); err != nil {
		t.Errorf("reading from a full disk: %v", err)
	}

	if err := db.Ready(t.Context()); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("ready on a full disk: %v", err)
	}
	if vitals, err := db.Vitals(t.Context()); err != nil || vitals.Refusal == nil || vitals.DiskFree >= roomToTry {
		t.Errorf("vitals on a full disk: %+v, %v", vitals, err)
	}

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := db.Ready(t.Context()); err != nil {
		t.Errorf("ready with room again, before anything was sent: %v", err)
	}
	if err := send(1_000_000); err != nil {
		t.Errorf("with room again: %v", err)
	}
	stored := 0
	err := db.EachHit(t.Context(), site.ID, math.MinInt64, math.MaxInt64, func(h *journey.Hit) error {
		stored++
		if !acknowledged[h.Event.ID] {
			t.Errorf("event %s was stored and refused", h.Event.ID)
		}
		return nil
	})
	if err != nil || stored != len(acknowledged) {
		t.Errorf("%d stored of %d acknowledged, %v", stored, len(acknowledged), err)
	}
	sameGroups(t, t, db)
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

// TestBackupToAFullDisk leaves nothing behind where the copy does not fit.
func TestBackupToAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("needs the right to mount a small disk: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	from := filepath.Join(t.TempDir(), "safar.db")
	filled(t, from, 20_000)
	if _, err := Backup(t.Context(), from, filepath.Join(dir, "copy.db"), false, quiet); err == nil {
		t.Error("it fitted")
	}
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

func TestOpenOnAReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=8m"); err != nil {
		t.Skipf("needs the right to mount a small disk: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	path := filepath.Join(dir, "safar.db")
	filled(t, path, 10)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if db, err := Open(t.Context(), Config{Path: path}); !errors.Is(err, errReadOnly) {
		if err == nil {
			db.Close()
		}
		t.Errorf("got %v", err)
	}
}
