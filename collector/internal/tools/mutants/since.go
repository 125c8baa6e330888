package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// span is a run of lines, the first and the one after the last.
type span struct{ from, to int }

// changed are the lines that a commit does not have as they are now, by file.
func changed(ctx context.Context, commit, pkg string) (map[string][]span, error) {
	diff, err := exec.CommandContext(ctx, "git", "diff", "--unified=0", "--no-prefix", "--no-color", commit, "--", pkg).Output()
	if err != nil {
		return nil, fmt.Errorf("compare with %s: %w", commit, err)
	}
	return parseDiff(diff)
}

// parseDiff reads a diff without context and without prefixes of paths.
func parseDiff(diff []byte) (map[string][]span, error) {
	spans := map[string][]span{}
	path := ""
	lines := bufio.NewScanner(bytes.NewReader(diff))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "+++ "); ok {
			path = name
			continue
		}
		if !strings.HasPrefix(line, "@@ ") {
			continue
		}
		// @@ -12,3 +14,2 @@: two lines from line 14; a number alone is one line.
		_, after, _ := strings.Cut(line, " +")
		after, _, _ = strings.Cut(after, " ")
		first, count, many := strings.Cut(after, ",")
		if !many {
			count = "1"
		}
		var s span
		var n int
		if _, err := fmt.Sscan(first+" "+count, &s.from, &n); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", path, line, err)
		}
		s.to = s.from + n
		spans[path] = append(spans[path], s)
	}
	return spans, lines.Err()
}

// in tells whether the mutant stands in one of its file's lines.
func (m *mutant) in(spans map[string][]span) bool {
	for _, s := range spans[m.path] {
		if m.line >= s.from && m.line < s.to {
			return true
		}
	}
	return false
}
