package child

import (
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

// shell starts a script in the place of a server.
func shell(t *testing.T, script string) (*Process, error) {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	return Start(t.Context(), sh, "-c", script)
}

func TestProcess(t *testing.T) {
	p, err := shell(t, `trap 'exit 0' TERM; echo listening on http://127.0.0.1:1; while :; do sleep 0.01; done`)
	if err != nil {
		t.Fatal(err)
	}
	if p.URL != "http://127.0.0.1:1" {
		t.Errorf("listens on %q", p.URL)
	}
	if runtime.GOOS == "linux" {
		if m, err := p.Memory(); err != nil || m.Resident == 0 || m.Peak < m.Resident {
			t.Errorf("memory %+v, %v", m, err)
		}
		if _, err := p.Spent(); err != nil {
			t.Error(err)
		}
	}
	if _, err := p.Stop(time.Minute); err != nil {
		t.Error(err)
	}
}

func TestProcessThatFails(t *testing.T) {
	_, err := shell(t, "echo no disk >&2; echo sorry; exit 3")
	if err == nil || !strings.Contains(err.Error(), "sorry") || !strings.Contains(err.Error(), "no disk") || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("a server that does not start: %v", err)
	}
	p, err := shell(t, `trap 'exit 4' TERM; echo listening on x; while :; do sleep 0.01; done`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Stop(time.Minute); err == nil || !strings.Contains(err.Error(), "exit status 4") {
		t.Errorf("a server that ends badly: %v", err)
	}
	p, err = shell(t, `trap '' TERM; echo listening on x; while :; do sleep 0.01; done`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Stop(time.Millisecond); err == nil {
		t.Error("a server that does not stop is taken for stopped")
	}
}
