package main

import (
	"database/sql"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// While the data is being opened the program lives, takes nothing and says why.
func TestOpeningIsToldAndEnds(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	// Another program holds the file, so that opening it has to wait.
	file, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "safar.db")+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lock, err := file.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := door.Addr().String()
	door.Close()
	opened := make(chan func() int)
	go func() {
		_, stop := servingAt(t, dir, address)
		opened <- stop
	}()
	get := func(path string) (status int, text string) {
		for tries := 0; ; tries++ { // until it listens
			if tries == 100_000 {
				t.Fatal("it does not listen")
			}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				continue
			}
			body, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			return answer.StatusCode, string(body)
		}
	}
	if status, _ := get("/healthz"); status != http.StatusOK {
		t.Errorf("healthz %d while the data is being opened", status)
	}
	if status, text := get("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(text, "being opened") {
		t.Errorf("readyz %d %s while the data is being opened", status, text)
	}
	if status, text := post(t, "http://"+address, made.ServerKey, `{"events":[{"name":"share"}]}`); status != http.StatusServiceUnavailable {
		t.Errorf("events are answered %d %s while the data is being opened", status, text)
	}
	if err := lock.Rollback(); err != nil {
		t.Fatal(err)
	}
	stop := <-opened
	if status, text := get("/readyz"); status != http.StatusOK {
		t.Errorf("readyz %d %s", status, text)
	}
	if status, text := post(t, "http://"+address, made.ServerKey, `{"events":[{"name":"share"}]}`); status != http.StatusOK {
		t.Errorf("events are answered %d %s", status, text)
	}
	stop()
}

func TestLogFlags(t *testing.T) {
	t.Parallel()
	for args, want := range map[string][]string{
		"":                                    nil,
		"--log-level=debug":                   {"level=DEBUG", "route=/healthz"},
		"--log-level=debug --log-format=json": {`"level":"DEBUG"`, `"route":"/healthz"`},
		"--log-level=error --log-format=json": nil,
	} {
		var out strings.Builder
		var c cli
		parser, err := newParser(&c, streams{nil, io.Discard, io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse(append([]string{"version"}, strings.Fields(args)...)); err != nil {
			t.Fatal(err)
		}
		c.logger(&out).Debug("request", "route", "/healthz")
		if want == nil && out.String() != "" {
			t.Errorf("%s logs %s", args, &out)
		}
		for _, part := range want {
			if !strings.Contains(out.String(), part) {
				t.Errorf("%s logs %s, without %s", args, &out, part)
			}
		}
	}
}
