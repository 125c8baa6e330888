package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// A request that has begun is answered, though the program was asked to stop in its midst.
func TestStopFinishesRequestsInFlight(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, stop := serving(t, dir)
	host := strings.TrimPrefix(address, "http://")
	const body = `{"events":[{"name":"share","time":"2026-10-01T00:00:00Z"}]}`
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", made.ServerKey, len(body))
	r := bufio.NewReader(conn)
	if line, err := r.ReadString('\n'); err != nil || !strings.Contains(line, "100") {
		t.Fatalf("%q, %v", line, err)
	}
	code := make(chan int)
	go func() { code <- stop() }()
	for {
		other, err := net.Dial("tcp", host)
		if err != nil {
			break // it takes no more
		}
		other.Close()
	}
	if _, err := io.WriteString(conn, body); err != nil {
		t.Fatal(err)
	}
	if _, err := r.ReadString('\n'); err != nil { // ends the 100
		t.Fatal(err)
	}
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if answer, _ := io.ReadAll(response.Body); response.StatusCode != 200 || !strings.HasPrefix(string(answer), `{"accepted":1,`) {
		t.Errorf("%d %s", response.StatusCode, answer)
	}
	if code := <-code; code != exitDone {
		t.Errorf("exit %d", code)
	}
	if out := must(t, "report", "--data", dir, "--from", "2026-10-01", "--to", "2026-10-01", "--metrics", "shares", "--compare", "none", "--json"); !strings.Contains(out, `"value":1`) {
		t.Errorf("the event is not there: %s", out)
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	address, _ := serving(t, dir)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Filler", strings.Repeat("x", 24<<10))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("got %d", response.StatusCode)
	}
}

// The program as a process of its own, stopped as a service manager would.
func TestSignalsStopTheProgram(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "serve", "--data", dir, "--addr", "127.0.0.1:0")
		cmd.Env = append(os.Environ(), "SAFAR_TEST_AS_PROGRAM=1")
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(stdout).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		address := strings.TrimPrefix(strings.TrimSpace(line), "listening on ")
		if status, answer := post(t, address, made.ServerKey, `{"events":[{"name":"share"}]}`); status != 200 {
			t.Errorf("%d %s", status, answer)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", signal, err)
		}
	}
}
