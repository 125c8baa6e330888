package main

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// result is one line of a benchmark.
type result struct {
	group    string // package and benchmark; the package alone where it has no cases
	name     string // the case, or the benchmark without cases
	compared bool   // it is a case
	values   []value
}

type value struct {
	unit   string
	amount float64
}

// parse reads what go test -bench prints; lines that are no results are passed over. With
// more than one processor each name ends with their number, which is cut off.
func parse(text string, procs int) ([]result, error) {
	var results []result
	var pkg string
	for line := range strings.Lines(text) {
		if after, ok := strings.CutPrefix(line, "pkg: "); ok {
			pkg = path.Base(strings.TrimSpace(after))
			continue
		}
		fields := strings.Fields(line)
		// A name, how often it ran, and pairs of amount and unit.
		if len(fields) < 4 || len(fields)%2 != 0 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		if _, err := strconv.Atoi(fields[1]); err != nil {
			continue
		}
		name := strings.TrimPrefix(fields[0], "Benchmark")
		if procs > 1 {
			name = strings.TrimSuffix(name, "-"+strconv.Itoa(procs))
		}
		r := result{group: pkg, name: name}
		if benchmark, of, ok := strings.Cut(name, "/"); ok {
			r = result{group: pkg + " " + benchmark, name: of, compared: true}
		}
		for i := 2; i < len(fields); i += 2 {
			amount, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, fmt.Errorf("read the line %q of go test: %w", strings.TrimSpace(line), err)
			}
			r.values = append(r.values, value{fields[i+1], amount})
		}
		results = append(results, r)
	}
	return results, nil
}
