package main

import (
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		procs int
		want  []result
		fails bool
	}{
		{
			name: "cases, metrics of their own and one without cases",
			text: "goos: linux\npkg: m.test/a/shop\n" +
				"BenchmarkRequest/none-2 \t 968\t 827314 ns/op\t 358.5 p50-ns\t 17415 B/op\n" +
				"PASS\nok  \tm.test/a/shop\t5.9s\npkg: m.test/b\nBenchmarkTrack-2 \t 10\t 5 ns/op\nPASS\n",
			procs: 2,
			want: []result{
				{group: "shop Request", name: "none", compared: true, values: []value{{"ns/op", 827314}, {"p50-ns", 358.5}, {"B/op", 17415}}},
				{group: "b", name: "Track", values: []value{{"ns/op", 5}}},
			},
		},
		{
			name: "a case that ends with a number, on one processor",
			text: "pkg: p\nBenchmarkAppend/by-1 \t 10\t 5 ns/op\n", procs: 1,
			want: []result{{group: "p Append", name: "by-1", compared: true, values: []value{{"ns/op", 5}}}},
		},
		{
			name: "a case that ends with a number, on two",
			text: "pkg: p\nBenchmarkAppend/100-2 \t 10\t 5 ns/op\n", procs: 2,
			want: []result{{group: "p Append", name: "100", compared: true, values: []value{{"ns/op", 5}}}},
		},
		{name: "chatter", text: "pkg: p\nBenchmarkAppend\nBenchmarkAppend says hello to\n?   \tp\t[no test files]\n", procs: 2},
		{name: "no number", text: "pkg: p\nBenchmarkAppend 10 fast ns/op\n", procs: 2, fails: true},
		{name: "nothing", text: "PASS\nok  \tp\t0.1s\n", procs: 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parse(tt.text, tt.procs)
			if (err != nil) != tt.fails || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%+v, %v\nwant %+v", got, err, tt.want)
			}
		})
	}
}

func TestTable(t *testing.T) {
	const round1 = "pkg: p\nBenchmarkA/base 1 100 ns/op 0 allocs/op\nBenchmarkA/slow 1 200 ns/op 2.5 ns/op-goal 3 allocs/op\nBenchmarkB 1 7 ns/op 7.5 ns/op-goal\n"
	// The machine is ten times slower: the ratio stays what it was.
	const round2 = "pkg: p\nBenchmarkA/base 1 1000 ns/op 0 allocs/op\nBenchmarkA/slow 1 2000 ns/op 3 allocs/op\nBenchmarkB 1 9 ns/op\n"
	const round3 = "pkg: p\nBenchmarkA/base 1 100 ns/op 0 allocs/op\nBenchmarkA/slow 1 250 ns/op 3 allocs/op\nBenchmarkB 1 8 ns/op\n"
	const want = `
p A, x base  ns/op                          allocs/op
  base       100                            0
  slow       250  x2.00 ±0.50 (goal x2.50)  3  x-

p    ns/op
  B  8 (goal 7.50)
`
	var tb table
	for _, text := range []string{round1, round2, round3} {
		results, err := parse(text, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			tb.add(r)
		}
	}
	var out strings.Builder
	if err := tb.print(&out); err != nil {
		t.Fatal(err)
	}
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}
