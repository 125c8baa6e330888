package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestTally(t *testing.T) {
	tests := []struct {
		name    string
		lines   string
		strict  bool
		wantErr string
		last    string   // the last line
		says    []string // somewhere before it
		silent  []string // nowhere
	}{
		{
			name: "subtests stand for their parent",
			lines: `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/one"}
{"Action":"output","Package":"p","Test":"TestA/one","Output":"chatter\n"}
{"Action":"pass","Package":"p","Test":"TestA/one"}
{"Action":"run","Package":"p","Test":"TestA/two"}
{"Action":"pass","Package":"p","Test":"TestA/two"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Elapsed":0.5}`,
			last:   "2 passed, 0 failed, 0 skipped",
			silent: []string{"chatter"},
		},
		{
			name: "a failure is shown in full and counted once",
			lines: `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/one"}
{"Action":"output","Package":"p","Test":"TestA/one","Output":"    a_test.go:1: got 1\n"}
{"Action":"fail","Package":"p","Test":"TestA/one"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p"}`,
			wantErr: "1 tests failed",
			last:    "1 passed, 1 failed, 0 skipped",
			says:    []string{"a_test.go:1: got 1", "FAIL  p"},
		},
		{
			name: "a skip is named with its reason",
			lines: `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:9: no data here\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"--- SKIP: TestA (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p"}`,
			last: "1 passed, 0 failed, 1 skipped",
			says: []string{"skip  p TestA: a_test.go:9: no data here"},
		},
		{
			name:   "where all is required a skip fails",
			strict: true,
			lines: `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p"}`,
			wantErr: "1 tests skipped",
			last:    "1 passed, 0 failed, 1 skipped",
			says:    []string{"no reason given"},
		},
		{
			name:   "a test that is too long for now lacks nothing",
			strict: true,
			lines: `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:9: takes hours: run make soak\n"}
{"Action":"skip","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p"}`,
			last: "1 passed, 0 failed, 1 skipped",
		},
		{
			name:    "no test is no success",
			lines:   `{"Action":"skip","Package":"p"}`,
			wantErr: "no test ran",
			last:    "0 passed, 0 failed, 0 skipped",
		},
		{
			name: "a build failure is broken once, and not silent",
			lines: `{"ImportPath":"p [p.test]","Action":"build-output","Output":"p.go:3: undefined: x\n"}
{"ImportPath":"p [p.test]","Action":"build-fail"}
{"Action":"fail","Package":"p","FailedBuild":"p [p.test]"}`,
			wantErr: "1 packages broken",
			last:    "0 passed, 0 failed, 0 skipped",
			says:    []string{"undefined: x", "broken p"},
		},
		{
			name: "a crash shows what the package said",
			lines: `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"about to crash\n"}
{"Action":"output","Package":"p","Output":"exit status 2\n"}
{"Action":"fail","Package":"p"}`,
			wantErr: "1 packages broken",
			last:    "0 passed, 0 failed, 0 skipped",
			says:    []string{"about to crash", "exit status 2"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			tl := newTally(&out)
			if err := read(strings.NewReader(tt.lines), tl); err != nil {
				t.Fatal(err)
			}
			err := tl.close(tt.strict)
			if (err == nil) != (tt.wantErr == "") || err != nil && !strings.Contains(err.Error(), tt.wantErr) {
				t.Errorf("error %v, want %q", err, tt.wantErr)
			}
			text := strings.TrimSuffix(out.String(), "\n")
			if last := text[strings.LastIndexByte(text, '\n')+1:]; last != tt.last {
				t.Errorf("last line %q, want %q", last, tt.last)
			}
			for _, s := range tt.says {
				if !strings.Contains(text, s) {
					t.Errorf("does not say %q:\n%s", s, text)
				}
			}
			for _, s := range tt.silent {
				if strings.Contains(text, s) {
					t.Errorf("says %q:\n%s", s, text)
				}
			}
		})
	}
}

// TestModulesAreCountedTogether runs two modules, one of which fails, and one with no test.
func TestModulesAreCountedTogether(t *testing.T) {
	module := func(body string) string {
		dir := t.TempDir()
		for name, text := range map[string]string{
			"go.mod":    "module m\n\ngo 1.25.0\n",
			"m_test.go": "package m\n\nimport \"testing\"\n\nfunc TestM(t *testing.T) {" + body + "}\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	good, bad := module(""), module(`t.Error("broken")`)
	in := func(folders ...string) (all []tested) {
		for _, folder := range folders {
			all = append(all, tested{folder, []string{"./..."}})
		}
		return all
	}
	var out bytes.Buffer
	if err := run(t.Context(), in(good, good), &out, false); err != nil {
		t.Errorf("%v\n%s", err, &out)
	}
	out.Reset()
	err := run(t.Context(), in(good, bad), &out, false)
	if err == nil || !strings.Contains(out.String(), "1 failed") {
		t.Errorf("%v\n%s", err, &out)
	}
	if err := run(t.Context(), in(good, t.TempDir()), &out, false); err == nil {
		t.Error("a folder that is no module passes")
	}
	got := modules([]string{"-also", "a", "-first", "./y", "-first", "./x", "-p", "3", "./..."})
	want := []tested{{".", []string{"-p", "3", "./y", "./x", "./..."}}, {"a", []string{"-p", "3", "./..."}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}
