package engine

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
)

const module = "github.com/safar-cx/safar/collector/"

// programs are what is measured, as files that can be run.
type programs struct{ safar, floor string }

// build builds the programs that the options don't name.
func (o Options) build(ctx context.Context, dir string) (programs, error) {
	p := programs{o.Safar, o.Floor}
	for _, b := range []struct {
		path *string
		pkg  string
	}{{&p.safar, "cmd/safar"}, {&p.floor, "internal/tools/floor"}} {
		if *b.path != "" {
			continue
		}
		*b.path = filepath.Join(dir, filepath.Base(b.pkg))
		// Without debug information, which changes nothing that runs, it links in half the time.
		cmd := exec.CommandContext(ctx, "go", "build", "-ldflags=-w", "-o", *b.path, module+b.pkg)
		if said, err := cmd.CombinedOutput(); err != nil {
			return p, fmt.Errorf("build %s: %w\n%s", b.pkg, err, said)
		}
	}
	return p, nil
}
