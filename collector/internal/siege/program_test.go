package siege

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/tools/child"
)

// target is a server under siege.
type target struct {
	*child.Process
	Site       string `json:"site"`
	BrowserKey string `json:"browser_key"`
	ServerKey  string `json:"server_key"`
	ReadToken  string `json:"read_token"`
}

// collector builds the program and runs it on an empty folder.
func collector(t *testing.T) *target {
	t.Helper()
	program := filepath.Join(t.TempDir(), "safar")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../../cmd/safar").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	dir := filepath.Join(t.TempDir(), "data")
	cmd := exec.CommandContext(t.Context(), program, "init", "--data", dir, "--site", "main", "--timezone", "Asia/Tehran", "--currency", "EUR", "--json")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	c := &target{}
	if err := json.Unmarshal(out, c); err != nil || c.ServerKey == "" {
		t.Fatalf("safar init printed %s: %v", out, err)
	}
	c.run(t, program, "serve", "--data", dir, "--addr", "127.0.0.1:0")
	return c
}

// control is a server that the test binary plays.
func control(t *testing.T, what string) *target {
	t.Helper()
	t.Setenv("SIEGE_PLAY", what)
	c := &target{}
	c.run(t, os.Args[0])
	return c
}

func (c *target) run(t *testing.T, program string, args ...string) {
	t.Helper()
	var err error
	if c.Process, err = child.Start(context.WithoutCancel(t.Context()), program, args...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Kill)
}

// post sends a body with the server key and returns the status and the answer, 0 when there was
// none.
func (c *target) post(ctx context.Context, client *http.Client, body []byte, coding string) (status int, answer string) {
	return c.postWith(ctx, client, body, coding, "Authorization", "Bearer "+c.ServerKey)
}

func (c *target) postWith(ctx context.Context, client *http.Client, body []byte, coding string, header ...string) (status int, answer string) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"/v1/events", bytes.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	request.Header.Set("Content-Type", "application/json")
	if coding != "" {
		request.Header.Set("Content-Encoding", coding)
	}
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err.Error()
	}
	return response.StatusCode, strings.TrimSpace(string(text))
}

// peak is the most memory that the server held so far, in bytes.
func (c *target) peak(t *testing.T) int64 {
	t.Helper()
	memory, err := c.Memory()
	if err != nil {
		t.Fatal(err)
	}
	return memory.Peak
}

func long() bool { return os.Getenv("SAFAR_SOAK") != "" }

// newClient makes a client that gives up after patience.
func newClient(t *testing.T, transport *http.Transport) *http.Client {
	t.Helper()
	client := &http.Client{Transport: transport, Timeout: patience}
	t.Cleanup(client.CloseIdleConnections)
	return client
}
