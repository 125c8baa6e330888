package main

import (
	"errors"
	"fmt"
	"strings"
)

// score is what became of all mutants.
type score struct {
	killed, broken int
	lived          []string // by key
}

func (s *score) add(m mutant, o outcome) {
	switch o {
	case killed:
		s.killed++
	case broken:
		s.broken++
	case lived:
		s.lived = append(s.lived, m.key())
	}
}

// judge holds the score to the share that is wanted and to the list of survivors, of which
// none may be missing when all mutants were tried.
func (s *score) judge(listed map[string]int, all bool) error {
	var faults []error
	tried := s.killed + len(s.lived)
	if tried == 0 {
		return errors.New("there was no mutant")
	}
	if share := float64(s.killed) / float64(tried); share < wanted {
		faults = append(faults, fmt.Errorf("%.1f%% of the mutants were noticed, want %.0f%%", 100*share, 100*wanted))
	}
	left := map[string]int{}
	for key, n := range listed {
		left[key] = n
	}
	for _, key := range s.lived {
		if left[key] == 0 {
			faults = append(faults, fmt.Errorf("not listed: %s", key))
			continue
		}
		left[key]--
	}
	for key, n := range left {
		if all && n > 0 {
			faults = append(faults, fmt.Errorf("listed, but noticed by now or gone: %s", key))
		}
	}
	return errors.Join(faults...)
}

// parseSurvivors reads the list: a reason in lines that begin with #, then the keys of the
// mutants that it holds for. It returns how often each key is listed.
func parseSurvivors(text string) (map[string]int, error) {
	listed := map[string]int{}
	reason := false
	for i, line := range strings.Split(text, "\n") {
		switch line = strings.TrimSpace(line); {
		case line == "":
			reason = false
		case strings.HasPrefix(line, "#"):
			reason = true
		case !reason:
			return nil, fmt.Errorf("line %d: a survivor without a reason: %s", i+1, line)
		default:
			listed[line]++
		}
	}
	return listed, nil
}
