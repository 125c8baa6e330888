package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/child"
	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// stopWithin is how long a server may take to stop.
const stopWithin = time.Minute

// server is a program that takes events in, the collector or the floor.
type server struct {
	*child.Process
	file   string // its database
	target load.Target
	reader *reader // nil for the floor, which answers no questions
}

// startFloor starts the floor on a new file in dir.
func startFloor(ctx context.Context, program, dir string) (*server, error) {
	s := &server{file: filepath.Join(dir, "floor.db")}
	var err error
	if s.Process, err = child.Start(ctx, program, s.file); err != nil {
		return nil, err
	}
	s.target = load.Target{URL: s.URL, Key: "none"}
	return s, nil
}

// end ends the floor, which knows no better way.
func (s *server) end() (time.Duration, error) {
	if s.reader == nil {
		s.Kill()
		return 0, nil
	}
	return s.Stop(stopWithin)
}

// shop is a data folder with the keys that init gave out for it.
type shop struct {
	program string
	dir     string
	Site    string `json:"site"`
	Key     string `json:"server_key"`
	Token   string `json:"read_token"`
}

// openShop makes a data folder with one site.
func openShop(ctx context.Context, program, dir string) (*shop, error) {
	s := &shop{program: program, dir: filepath.Join(dir, "data")}
	out, err := exec.CommandContext(ctx, program, "init", "--data", s.dir, "--site", "bench",
		"--timezone", load.Zone, "--currency", "IRR", "--json").Output()
	if err == nil {
		err = json.Unmarshal(out, s)
	}
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("safar init: %w", err)
	}
	return s, nil
}

// serve starts the collector on the folder.
func (s *shop) serve(ctx context.Context) (*server, error) {
	p, err := child.Start(ctx, s.program, "serve", "--data", s.dir, "--addr", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	return &server{
		Process: p, file: filepath.Join(s.dir, "safar.db"),
		target: load.Target{URL: p.URL, Key: s.Key}, reader: newReader(p.URL, s.Site, s.Token),
	}, nil
}
