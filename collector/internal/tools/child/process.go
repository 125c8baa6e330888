package child

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	// startWithin is how long a server may take until it listens.
	startWithin = time.Minute
	// endWithin is how long one that says something else may take until it ends.
	endWithin = 5 * time.Second
)

// Process is a server at work.
type Process struct {
	// URL is where it listens, such as http://127.0.0.1:40123.
	URL string

	cmd   *exec.Cmd
	said  *tail
	ended chan struct{}
}

// Start runs a program and waits until it prints "listening on" and its address as its first
// line. The process is killed when ctx ends. It must be stopped or killed.
func Start(ctx context.Context, program string, args ...string) (*Process, error) {
	p := &Process{cmd: exec.CommandContext(ctx, program, args...), said: &tail{}, ended: make(chan struct{})}
	p.cmd.Stderr = p.said
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	late := time.AfterFunc(startWithin, func() { _ = p.cmd.Process.Kill() }) // then there is no line
	lines := bufio.NewReader(out)
	line, _ := lines.ReadString('\n') // one that ends too soon is not the line that is waited for
	late.Stop()
	go func() {
		_, _ = io.Copy(io.Discard, lines) // until it ends, whatever it says
		_ = p.cmd.Wait()                  // how it ended is asked of ProcessState
		close(p.ended)
	}()
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		select {
		case <-p.ended: // by itself, and with its own code
		case <-time.After(endWithin):
			p.Kill()
		}
		return nil, fmt.Errorf("%s does not listen: it printed %q, ended with %v and said\n%s", program, line, p.cmd.ProcessState, p.said)
	}
	p.URL = url
	return p, nil
}

// Stop asks the process to end (SIGTERM) and returns how long it took. A process that does not
// end with code 0 within the time is an error; it is gone all the same.
func (p *Process) Stop(within time.Duration) (time.Duration, error) {
	begun := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return 0, fmt.Errorf("stop %s: %w", p.cmd.Path, err)
	}
	select {
	case <-p.ended:
	case <-time.After(within):
		p.Kill()
		return within, fmt.Errorf("%s did not stop within %v", p.cmd.Path, within)
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		return 0, fmt.Errorf("%s ended with %v and said\n%s", p.cmd.Path, p.cmd.ProcessState, p.said)
	}
	return time.Since(begun), nil
}

// Kill takes the process away without a word (SIGKILL).
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill() // it fails when the process is gone
	<-p.ended
}

// tail keeps the last of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const tailBytes = 8 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	t.text = bytes.Clone(t.text[max(0, len(t.text)-tailBytes):])
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
