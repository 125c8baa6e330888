package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckAsContracted(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	if status, answer := post(t, address, made.ServerKey, exportedHistory); status != 200 {
		t.Fatalf("%d %s", status, answer)
	}
	var said checkJSON
	if err := json.Unmarshal([]byte(must(t, "check", "--data", dir, "--json")), &said); err != nil || said.Events != 6 || said.Schema == 0 || said.Schema != said.Known || said.Problems == nil {
		t.Errorf("it says %+v, %v", said, err)
	}
}

// A server that is started on what is no sound database says so, ends and leaves it alone.
func TestServeRefusesAndCheckTells(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name          string
		spoil         func(path string, data []byte) error
		serves, check string
	}{
		{"text", func(path string, data []byte) error {
			return os.WriteFile(path, []byte(strings.Repeat("not a database\n", 1000)), 0o600)
		}, "hint: stop the server, then safar restore", "1 problems found"},
		{"cut off", func(path string, data []byte) error { return os.Truncate(path, 8192) }, "hint: stop the server, then safar restore", "safar salvage"},
		{"empty", func(path string, data []byte) error { return os.Truncate(path, 0) }, "safar.db is empty", "safar.db is empty"},
		{"another program's", func(path string, data []byte) error {
			copy(data[68:72], "\x00\x00\x00\x07")
			return os.WriteFile(path, data, 0o600)
		}, "another program", "another program"},
		{"newer", func(path string, data []byte) error {
			copy(data[60:64], "\x00\x00\x00\x63")
			return os.WriteFile(path, data, 0o600)
		}, "written by a newer Safar", "written by a newer Safar"},
	} {
		dir, _ := newSite(t)
		path := filepath.Join(dir, "safar.db")
		if err := tt.spoil(path, read(t, path)); err != nil {
			t.Fatal(err)
		}
		before := read(t, path)
		for command, want := range map[string]string{"serve": tt.serves, "check": tt.check} {
			code, out, errs := safar(t, command, "--data", dir)
			if code != exitFailed || !strings.Contains(out+errs, want) {
				t.Errorf("%s: %s: exit %d, %s%s", tt.name, command, code, out, errs)
			}
		}
		if string(read(t, path)) != string(before) {
			t.Errorf("%s: the file was changed", tt.name)
		}
	}
}
