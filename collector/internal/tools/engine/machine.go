package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// Machine is what the figures were taken on.
type Machine struct {
	Cores    int
	Platform string
	Go       string
	// Sync is how long a small write and its sync take on the disk of the data folders.
	Sync time.Duration
}

// syncs is how often that is tried.
const syncs = 50

// lookAround describes the machine; dir is where data folders will be.
func lookAround(dir string) (Machine, error) {
	m := Machine{Cores: runtime.NumCPU(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version()}
	f, err := os.Create(filepath.Join(dir, "sync"))
	if err != nil {
		return m, err
	}
	defer f.Close()
	var times load.Times
	for range syncs {
		begun := time.Now()
		if _, err := f.Write(make([]byte, 4096)); err != nil {
			return m, err
		}
		if err := f.Sync(); err != nil {
			return m, fmt.Errorf("sync %s: %w", f.Name(), err)
		}
		times = append(times, time.Since(begun))
	}
	m.Sync = times.Quantile(0.5)
	return m, nil
}
