package main

import (
	"regexp"
	"strconv"
	"strings"
)

// outcome is what came of running a target.
type outcome struct {
	execs  int64
	found  int64  // inputs that reached code that no earlier one had
	failed bool   // an input broke the target, or it did not run
	input  string // where that input was written, below the package; "" where there is none
	said   string // by go test, when it failed
}

// Lines of go test: how far it is, and what broke the target.
var (
	progress = regexp.MustCompile(`execs: (\d+) .*new interesting: (\d+)`)
	failing  = regexp.MustCompile(`Failing input written to (\S+)`)
)

// outcomeOf reads what go test said; err is that of running it.
func outcomeOf(said string, err error) outcome {
	var o outcome
	for _, m := range progress.FindAllStringSubmatch(said, -1) {
		o.execs, _ = strconv.ParseInt(m[1], 10, 64) // digits; of more than fit nobody can tell anyway
		o.found, _ = strconv.ParseInt(m[2], 10, 64)
	}
	if m := failing.FindStringSubmatch(said); m != nil {
		o.input = m[1]
	}
	// When the time is up while a worker is busy, go test may call that a failure (Go issue
	// 75804). It has no input to show then.
	late := o.input == "" && o.execs > 0 && strings.Contains(said, "context deadline exceeded") && !strings.Contains(said, "panic:")
	if o.failed = err != nil && !late; o.failed {
		o.said = said
	}
	return o
}

// result is the outcome in a word.
func (o outcome) result() string {
	switch {
	case !o.failed:
		return "ok"
	case o.input != "":
		return "FAILED by " + o.input
	}
	return "FAILED"
}
