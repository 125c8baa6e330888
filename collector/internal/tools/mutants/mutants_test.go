package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

const sound = "package p\n\nfunc f(a, b int) int {\n\tif a <= b && a != 3 {\n\t\ta++\n\t}\n\treturn -a + b\n}\n"

func TestSource(t *testing.T) {
	tests := []struct {
		kind         string
		line, column int
		want         string // the changed line; "" for none
	}{
		{"CONDITIONALS_BOUNDARY", 4, 7, "if a < b && a != 3 {"},
		{"CONDITIONALS_NEGATION", 4, 7, "if a > b && a != 3 {"},
		{"CONDITIONALS_NEGATION", 4, 17, "if a <= b && a == 3 {"},
		{"INCREMENT_DECREMENT", 5, 4, "a--"},
		{"INVERT_NEGATIVES", 7, 9, "return +a + b"},
		{"ARITHMETIC_BASE", 7, 12, "return -a - b"},
		{"ARITHMETIC_BASE", 7, 10, ""},
		{"ARITHMETIC_BASE", 99, 1, ""},
		{"UNHEARD_OF", 7, 12, ""},
	}
	for _, tt := range tests {
		m := mutant{path: "x/p/p.go", kind: tt.kind, line: tt.line, column: tt.column, lines: strings.SplitAfter(sound, "\n")}
		got, err := m.source()
		if (err != nil) != (tt.want == "") {
			t.Errorf("%s at %d:%d: error %v", tt.kind, tt.line, tt.column, err)
			continue
		}
		if err != nil {
			continue
		}
		for i, line := range strings.Split(got, "\n") {
			want := strings.Split(sound, "\n")[i]
			if i == tt.line-1 {
				want = tt.want
			}
			if strings.TrimSpace(line) != strings.TrimSpace(want) {
				t.Errorf("%s at %d:%d: line %d is %q, want %q", tt.kind, tt.line, tt.column, i+1, line, want)
			}
		}
	}
}

func TestParseMutants(t *testing.T) {
	const list = `{"files":[{"file_name":"p.go","mutations":[{"type":"ARITHMETIC_BASE","status":"NOT COVERED","line":7,"column":12}]}]}`
	read := func(string) ([]byte, error) { return []byte(sound), nil }
	mutants, err := parseMutants([]byte(list), "x/p", read)
	if err != nil || len(mutants) != 1 {
		t.Fatalf("%d mutants, %v", len(mutants), err)
	}
	if got, want := mutants[0].key(), "p/p.go ARITHMETIC_BASE return -a #+ b"; got != want {
		t.Errorf("key %q, want %q", got, want)
	}
	if _, err := parseMutants([]byte(strings.Replace(list, "12", "10", 1)), "x/p", read); err == nil {
		t.Error("a mutant that does not fit its source is taken")
	}
}

func TestJudge(t *testing.T) {
	tests := []struct {
		name   string
		score  score
		listed map[string]int
		want   string // part of the error; "" for none
	}{
		{"nothing lived", score{killed: 10}, nil, ""},
		{"a survivor with a reason", score{killed: 10, lived: []string{"a"}}, map[string]int{"a": 1}, ""},
		{"a survivor without a reason", score{killed: 10, lived: []string{"a"}}, nil, "not listed: a"},
		{"one reason for two of the same", score{killed: 20, lived: []string{"a", "a"}}, map[string]int{"a": 1}, "not listed: a"},
		{"a reason without its survivor", score{killed: 10}, map[string]int{"a": 1}, "noticed by now or gone: a"},
		{"too many", score{killed: 8, lived: []string{"a"}}, map[string]int{"a": 1}, "88.9%"},
		{"no mutant at all", score{broken: 3}, nil, "no mutant"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.score.judge(tt.listed, true)
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestJudgeSome(t *testing.T) {
	s := score{killed: 10}
	if err := s.judge(map[string]int{"a": 1}, false); err != nil {
		t.Errorf("a survivor that was not tried is missed: %v", err)
	}
}

func TestParseDiff(t *testing.T) {
	const diff = `--- a/cart.go
+++ a/cart.go
@@ -3 +3,2 @@ func f() {
-old
+new
+newer
@@ -10,2 +11,0 @@
-gone
-gone
@@ -20,0 +20 @@
+one
`
	spans, err := parseDiff([]byte(diff))
	if err != nil {
		t.Fatal(err)
	}
	var in []int
	for line := range 30 {
		m := mutant{path: "a/cart.go", line: line}
		if m.in(spans) {
			in = append(in, line)
		}
		if m.path = "cart.go"; m.in(spans) {
			t.Errorf("line %d of another file counts as changed", line)
		}
	}
	if !slices.Equal(in, []int{3, 4, 20}) {
		t.Errorf("lines %v are changed", in)
	}
}

func TestParseSurvivors(t *testing.T) {
	got, err := parseSurvivors("# why\n# it is so\na b c\na b c\n\n# another\nd\n")
	if err != nil || !maps.Equal(got, map[string]int{"a b c": 2, "d": 1}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := parseSurvivors("# why\n\na b c\n"); err == nil {
		t.Error("a survivor without a reason is taken")
	}
}
