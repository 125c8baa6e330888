package durability

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Nothing the program does in these tests takes longer, even beside other tests.
const patience = 60 * time.Second

// shop is a data folder with the keys that init gave out for it.
type shop struct {
	dir       string
	Site      string `json:"site"`
	ServerKey string `json:"server_key"`
	ReadToken string `json:"read_token"`
}

// openShop makes a data folder with one site.
func openShop(t *testing.T, program string) shop {
	t.Helper()
	s := shop{dir: filepath.Join(t.TempDir(), "data")}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "init", "--data", s.dir, "--site", "main",
		"--timezone", "Asia/Tehran", "--currency", "EUR", "--json")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("safar init: %v\n%s", err, said.String())
	}
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		t.Fatalf("safar init printed %q: %v", out.String(), err)
	}
	if s.ServerKey == "" || s.ReadToken == "" {
		t.Fatalf("safar init printed no keys: %s", out.String())
	}
	return s
}

// build compiles the program with these build flags.
func build(t *testing.T, flags ...string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "safar")
	args := append(append([]string{"build", "-o", program}, flags...), "../../cmd/safar")
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// setting finds where the store asks for full syncing.
var setting = regexp.MustCompile(`(_synchronous\W+)FULL\b`)

// buildCareless compiles the program with the SQLite driver's own default in the place of
// full syncing.
func buildCareless(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("../store/sqlite/*.go")
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !setting.Match(source) {
			continue
		}
		abs, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		replace[abs] = filepath.Join(t.TempDir(), filepath.Base(path))
		put(t, replace[abs], setting.ReplaceAll(source, []byte("${1}NORMAL")))
	}
	if len(replace) == 0 {
		t.Fatalf("no source file of the store asks for synchronous FULL in the form %s: the control has nothing to change", setting)
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	put(t, overlay, text)
	return build(t, "-overlay", overlay)
}

// server is the program at work.
type server struct {
	url   string
	cmd   *exec.Cmd
	said  *bytes.Buffer // until it ended
	ended chan struct{}
}

// serve starts the program and waits until it listens. An environment of nil is the test's
// own.
func serve(t *testing.T, program string, s shop, env []string) *server {
	t.Helper()
	srv := &server{
		cmd:   exec.Command(program, "serve", "--data", s.dir, "--addr", "127.0.0.1:0"),
		said:  &bytes.Buffer{},
		ended: make(chan struct{}),
	}
	srv.cmd.Env = env
	srv.cmd.Stderr = srv.said
	out, err := srv.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := srv.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.kill)
	stuck := time.AfterFunc(patience, func() { _ = srv.cmd.Process.Kill() })
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	stuck.Stop()
	go func() {
		_, _ = io.Copy(io.Discard, lines)
		_ = srv.cmd.Wait() // how it ended is asked of ProcessState
		close(srv.ended)
	}()
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		srv.kill()
		t.Fatalf("safar serve does not listen: %q, %v, %v\n%s", line, err, srv.cmd.ProcessState, srv.said)
	}
	srv.url = url
	return srv
}

// kill takes the program away without a word (SIGKILL).
func (s *server) kill() {
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		panic(fmt.Sprintf("kill -9: %v", err))
	}
	<-s.ended
}

// stop asks the program to end (SIGTERM) and requires that it does so in good order.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(patience):
		s.kill()
		t.Fatalf("safar serve did not stop within %s of SIGTERM:\n%s", patience, s.said)
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		t.Fatalf("safar serve: exit code %d after SIGTERM:\n%s", code, s.said)
	}
}

// check runs the program's own check of the data folder.
func check(t *testing.T, program string, s shop) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if out, err := exec.CommandContext(ctx, program, "check", "--data", s.dir).CombinedOutput(); err != nil {
		t.Errorf("safar check: %v\n%s", err, out)
	}
}
