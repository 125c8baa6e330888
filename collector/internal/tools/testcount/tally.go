package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// event is one line of go test -json; see go doc test2json. ImportPath stands in for
// Package in what the build says.
type event struct {
	Action     string
	Package    string
	ImportPath string
	Test       string
	Elapsed    float64
	Output     string
	// FailedBuild is set where a package failed because something did not compile, which
	// was told already.
	FailedBuild string
}

// test is one test or subtest by its package and full name.
type test struct{ pkg, name string }

// tally follows the events of a run and prints what is worth reading as it comes.
type tally struct {
	out     io.Writer
	outputs map[test][]string // what each unfinished test said; name "" is its package
	parents map[test]bool     // tests that have subtests
	ended   map[test]string   // action with which a test ended
	skips   []string
	wanting int      // skips for want of something, not for their length
	broken  []string // packages that failed without a failing test: builds, crashes
}

func newTally(out io.Writer) *tally {
	return &tally{out: out, outputs: map[test][]string{}, parents: map[test]bool{}, ended: map[test]string{}}
}

// add takes the next event.
func (t *tally) add(e event) {
	if e.Package == "" {
		e.Package = e.ImportPath
	}
	id := test{e.Package, e.Test}
	switch e.Action {
	case "run":
		if i := strings.LastIndexByte(e.Test, '/'); i > 0 {
			t.parents[test{e.Package, e.Test[:i]}] = true
		}
	case "output", "build-output":
		t.outputs[id] = append(t.outputs[id], e.Output)
	case "build-fail":
		name, _, _ := strings.Cut(e.Package, " [") // a package as compiled for the tests of another
		t.broken = append(t.broken, name)
		t.flush(id)
	case "pass", "fail", "skip":
		if e.Test == "" {
			t.endPackage(e)
		} else {
			t.endTest(id, e.Action)
		}
		delete(t.outputs, id)
	}
}

func (t *tally) endTest(id test, action string) {
	t.ended[id] = action
	switch action {
	case "fail":
		t.flush(id)
	case "skip":
		why := reason(t.outputs[id])
		if !strings.Contains(why, "make soak") {
			t.wanting++
		}
		t.skips = append(t.skips, fmt.Sprintf("%s %s: %s", id.pkg, id.name, why))
	}
}

func (t *tally) endPackage(e event) {
	took := time.Duration(e.Elapsed * float64(time.Second)).Round(10 * time.Millisecond)
	switch e.Action {
	case "pass":
		fmt.Fprintf(t.out, "ok    %-60s %s\n", e.Package, took)
	case "fail":
		if e.FailedBuild == "" && !t.failedIn(e.Package) {
			t.broken = append(t.broken, e.Package)
		}
		t.flushPackage(e.Package)
		fmt.Fprintf(t.out, "FAIL  %-60s %s\n", e.Package, took)
	}
}

// failedIn tells whether a test of the package has failed.
func (t *tally) failedIn(pkg string) bool {
	for id, action := range t.ended {
		if id.pkg == pkg && action == "fail" {
			return true
		}
	}
	return false
}

// flush prints all that a test said.
func (t *tally) flush(id test) {
	for _, line := range t.outputs[id] {
		fmt.Fprint(t.out, line)
	}
	delete(t.outputs, id)
}

// flushPackage prints what the package and its unfinished tests said: after a panic or a
// time-out that is where the reason stands.
func (t *tally) flushPackage(pkg string) {
	var ids []test
	for id := range t.outputs {
		if id.pkg == pkg {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b test) int { return strings.Compare(b.name, a.name) })
	for _, id := range ids {
		t.flush(id)
	}
}

// close prints the skips and the counts. It returns an error for a run that must not count
// as good even where go test found nothing wrong.
func (t *tally) close(strict bool) error {
	var passed, failed, skipped int
	for id, action := range t.ended {
		switch {
		case action == "fail" && !t.failedBelow(id):
			failed++
		case action == "pass" && !t.parents[id]:
			passed++
		case action == "skip":
			skipped++
		}
	}
	slices.Sort(t.skips)
	for _, s := range t.skips {
		fmt.Fprintln(t.out, "skip ", s)
	}
	for _, pkg := range t.broken {
		fmt.Fprintln(t.out, "broken", pkg)
	}
	fmt.Fprintf(t.out, "%d passed, %d failed, %d skipped\n", passed, failed, skipped)
	switch {
	case failed > 0 || len(t.broken) > 0:
		return fmt.Errorf("%d tests failed, %d packages broken", failed, len(t.broken))
	case passed == 0:
		return fmt.Errorf("no test ran")
	case strict && t.wanting > 0:
		return fmt.Errorf("%d tests skipped for want of something where SAFAR_REQUIRE lists all", t.wanting)
	}
	return nil
}

// failedBelow tells whether a subtest of this test failed, which then is the one to count.
func (t *tally) failedBelow(id test) bool {
	if !t.parents[id] {
		return false
	}
	for sub, action := range t.ended {
		if action == "fail" && sub.pkg == id.pkg && strings.HasPrefix(sub.name, id.name+"/") {
			return true
		}
	}
	return false
}

// reason is what a skipped test said, without go test's own lines, in one line.
func reason(output []string) string {
	var said []string
	for _, line := range output {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "===") || strings.HasPrefix(line, "---") {
			continue
		}
		said = append(said, line)
	}
	if len(said) == 0 {
		return "no reason given"
	}
	return strings.Join(said, " ")
}
