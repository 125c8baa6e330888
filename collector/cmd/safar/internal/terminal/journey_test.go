package terminal

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestJourney(t *testing.T) { shown(t, "journey", WriteJourney) }
func TestPeople(t *testing.T)  { shown(t, "people", WritePeople) }

func TestReconciliation(t *testing.T) {
	shown(t, "reconcile", WriteReconciliation)
	shown(t, "balanced", WriteReconciliation)
}

// shown holds what is written of an answer to its golden file.
func shown[T any](t *testing.T, name string, write func(io.Writer, T, Options) error) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var answer T
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := write(&got, answer, Options{}); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	if strings.ContainsAny(got.String(), "\x1b\x07\u202e") {
		t.Error("a stranger's text steers the terminal")
	}
}
