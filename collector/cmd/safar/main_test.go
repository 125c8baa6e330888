package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain runs the program itself when a test starts this binary as one. The environment
// of whoever runs the tests must not be taken for flags.
func TestMain(m *testing.M) {
	program := os.Getenv("SAFAR_TEST_AS_PROGRAM") != ""
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "SAFAR_") {
			os.Unsetenv(name)
		}
	}
	if program {
		main()
	}
	os.Exit(m.Run())
}

// safar runs a command in this process.
func safar(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	return safarReading(t, "", args...)
}

func safarReading(t *testing.T, in string, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = execute(t.Context(), args, streams{strings.NewReader(in), &stdout, &stderr})
	return code, stdout.String(), stderr.String()
}

// must runs a command that has to succeed and returns its output.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := safar(t, args...)
	if code != exitDone {
		t.Fatalf("safar %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// newSite makes a data folder with a site.
func newSite(t *testing.T) (dir string, made credentials) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	out := must(t, "init", "--data", dir, "--site", "main", "--timezone", "Asia/Tehran", "--currency", "IRR", "--json")
	if err := json.Unmarshal([]byte(out), &made); err != nil {
		t.Fatal(err)
	}
	return dir, made
}

// serving starts safar serve and returns its address and what stops it, which returns the
// exit code.
func serving(t *testing.T, dir string, flags ...string) (address string, stop func() int) {
	t.Helper()
	return servingAt(t, dir, "127.0.0.1:0", flags...)
}

func servingAt(t *testing.T, dir, at string, flags ...string) (address string, stop func() int) {
	t.Helper()
	return servingInto(t, io.Discard, dir, at, flags...)
}

// servingInto writes to log what the program says of itself.
func servingInto(t *testing.T, log io.Writer, dir, at string, flags ...string) (address string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	done := make(chan int, 1)
	var errs bytes.Buffer
	go func() {
		code := execute(ctx, append([]string{"serve", "--data", dir, "--addr", at}, flags...), streams{strings.NewReader(""), w, io.MultiWriter(&errs, log)})
		w.Close()
		done <- code
	}()
	said := bufio.NewReader(r)
	line, err := said.ReadString('\n')
	go io.Copy(io.Discard, said)
	if err != nil {
		t.Fatalf("safar serve ended with %d: %s", <-done, errs.String())
	}
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		t.Fatalf("safar serve says %q", line)
	}
	stopped := false
	stop = func() int {
		stopped = true
		cancel()
		code := <-done
		if code != exitDone {
			t.Errorf("safar serve: exit %d\n%s", code, errs.String())
		}
		return code
	}
	t.Cleanup(func() {
		if !stopped {
			stop()
		}
	})
	return address, stop
}

// post sends a body with a key and returns status and answer.
func post(t *testing.T, address, key, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/v1/events", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if strings.HasPrefix(key, "pk_") {
		// Without a browser's name it would count as a robot.
		request.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")
		request.Header.Set("X-Safar-Key", key)
	} else {
		request.Header.Set("Authorization", "Bearer "+key)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, strings.TrimSpace(string(text))
}
