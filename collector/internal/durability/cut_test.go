package durability

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// encode writes the record as the layer does.
func (u undo) encode() []byte {
	b := []byte{u.kind}
	b = binary.NativeEndian.AppendUint16(b, uint16(len(u.path)))
	for _, n := range []uint64{u.seq, u.covered, uint64(u.offset), uint64(u.size), uint64(len(u.before)), uint64(len(u.after))} {
		b = binary.NativeEndian.AppendUint64(b, n)
	}
	return append(append(append(b, u.path...), u.before...), u.after...)
}

// TestCut checks what a cut takes: each case says how "f" went from "base" to its content
// at the kill, and what must be left of it.
func TestCut(t *testing.T) {
	write := func(seq uint64, offset, size int64, before, after string) undo {
		return undo{kind: 'W', path: "f", seq: seq, offset: offset, size: size, before: []byte(before), after: []byte(after)}
	}
	grow := write(1, 4, 4, "", "++")
	tests := []struct {
		name    string
		undos   []undo
		at      string // content at the kill
		want    string // content after the cut; "-" for no file
		wantErr bool
		torn    bool // the log ends within a record
	}{
		{name: "nothing happened", at: "base", want: "base"},
		{name: "growth is taken back", undos: []undo{grow}, at: "base++", want: "base"},
		{name: "overwriting is taken back in reverse", at: "bcce",
			undos: []undo{write(1, 1, 4, "as", "bb"), write(2, 1, 4, "bb", "cc")}, want: "base"},
		{name: "a sync keeps what came before it", at: "base++!",
			undos: []undo{grow, {kind: 'S', path: "f", seq: 2, covered: 2}, write(3, 6, 6, "", "!")}, want: "base++"},
		{name: "a sync does not cover what came while it ran", at: "base++!",
			undos: []undo{grow, write(2, 6, 6, "", "!"), {kind: 'S', path: "f", seq: 3, covered: 2}}, want: "base++"},
		{name: "a sync of another file covers nothing", at: "base++",
			undos: []undo{grow, {kind: 'S', path: "g", seq: 2, covered: 2}}, want: "base"},
		{name: "cutting short is taken back", at: "ba",
			undos: []undo{{kind: 'T', path: "f", seq: 1, offset: 2, size: 4, before: []byte("se")}}, want: "base"},
		{name: "a name that was not synced goes", at: "new",
			undos: []undo{{kind: 'C', path: "f", seq: 1}, write(2, 0, 0, "", "new"), {kind: 'S', path: "f", seq: 3, covered: 3}}, want: "-"},
		{name: "a name that was synced stays", at: "new",
			undos: []undo{{kind: 'C', path: "f", seq: 1}, {kind: 'S', path: ".", seq: 2, covered: 2}, write(3, 0, 0, "", "new")}, want: ""},
		{name: "a torn record is a change that never was", undos: []undo{write(1, 0, 4, "b", "X")}, torn: true, at: "base", want: "base"},
		{name: "what the layer cannot model is an error", undos: []undo{{kind: 'X', path: "f", seq: 1}}, at: "base", wantErr: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			f, log := filepath.Join(dir, "f"), filepath.Join(t.TempDir(), "log")
			var text []byte
			for _, u := range tt.undos {
				u.path = filepath.Join(dir, u.path)
				text = append(text, u.encode()...)
			}
			if tt.torn {
				text = text[:len(text)-1]
			}
			put(t, log, text)
			put(t, f, []byte(tt.at))
			_, err := cut(dir, log, nil)
			if (err != nil) != tt.wantErr {
				t.Fatalf("error %v, want one: %v", err, tt.wantErr)
			}
			if err != nil {
				return
			}
			got, err := os.ReadFile(f)
			if os.IsNotExist(err) {
				got = []byte("-")
			} else if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("%q is left, want %q", got, tt.want)
			}
		})
	}
}

// TestCutByChance checks that chance keeps some writes and loses others, each as a whole.
func TestCutByChance(t *testing.T) {
	dir := t.TempDir()
	f, log := filepath.Join(dir, "f"), filepath.Join(t.TempDir(), "log")
	var text, now []byte
	for i := range 64 {
		text = append(text, undo{kind: 'W', path: f, seq: uint64(i), offset: int64(2 * i), size: 128, before: []byte("--"), after: []byte("++")}.encode()...)
		now = append(now, "++"...)
	}
	put(t, log, text)
	put(t, f, now)
	l, err := cut(dir, log, rand.New(rand.NewPCG(1, 1)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(f)
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for i := 0; i+1 < len(got); i += 2 {
		switch string(got[i : i+2]) {
		case "++":
			kept++
		case "--":
		default:
			t.Errorf("write %d is half there", i/2)
		}
	}
	if kept != l.kept || kept+l.writes != 64 || kept == 0 || l.writes == 0 {
		t.Errorf("%d kept in the file, %+v reported of 64", kept, l)
	}
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
