package main

import (
	"fmt"
	"path"
	"strings"
)

// mutant is one changed operator.
type mutant struct {
	path         string // of the file, below the module
	kind         string // gremlins' word for the change
	line, column int    // of the operator, from 1, in bytes
	lines        []string
}

// change is what becomes of an operator.
type change struct{ from, to string }

// changes are gremlins' kinds, the longer operator before the one that it begins with.
func changes(kind string) []change {
	switch kind {
	case "ARITHMETIC_BASE":
		return []change{{"+", "-"}, {"-", "+"}, {"*", "/"}, {"/", "*"}, {"%", "*"}}
	case "CONDITIONALS_BOUNDARY":
		return []change{{"<=", "<"}, {">=", ">"}, {"<", "<="}, {">", ">="}}
	case "CONDITIONALS_NEGATION":
		return []change{{"==", "!="}, {"!=", "=="}, {"<=", ">"}, {">=", "<"}, {"<", ">="}, {">", "<="}}
	case "INCREMENT_DECREMENT":
		return []change{{"++", "--"}, {"--", "++"}}
	case "INVERT_NEGATIVES":
		return []change{{"-", "+"}}
	}
	return nil
}

// source is the file with the change made.
func (m *mutant) source() (string, error) {
	if m.line < 1 || m.line > len(m.lines) || m.column < 1 || m.column > len(m.lines[m.line-1]) {
		return "", fmt.Errorf("%s:%d:%d: there is no such place", m.path, m.line, m.column)
	}
	line := m.lines[m.line-1]
	before, rest := line[:m.column-1], line[m.column-1:]
	for _, c := range changes(m.kind) {
		if after, ok := strings.CutPrefix(rest, c.from); ok {
			changed := before + c.to + after
			return strings.Join(m.lines[:m.line-1], "") + changed + strings.Join(m.lines[m.line:], ""), nil
		}
	}
	return "", fmt.Errorf("%s:%d:%d: %s does not apply to %q", m.path, m.line, m.column, m.kind, strings.TrimSpace(rest))
}

// key names the mutant by what stands there and not by its line number, so that a list of
// mutants survives changes elsewhere in the file. The operator is marked by a hash.
func (m *mutant) key() string {
	line := m.lines[m.line-1]
	marked := strings.TrimSpace(line[:m.column-1] + "#" + line[m.column-1:])
	return path.Base(path.Dir(m.path)) + "/" + path.Base(m.path) + " " + m.kind + " " + marked
}
