package sqlite

import (
	"errors"
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	begun := time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		busy bool
		took time.Duration
		more bool
		err  error
		wait time.Duration // after the end of the step; -1: until something is written
	}{
		{"nothing left", false, 20 * time.Millisecond, false, nil, -1},
		{"more, nobody waits", false, 20 * time.Millisecond, true, nil, 0},
		{"more, batches come", true, 20 * time.Millisecond, true, nil, 60 * time.Millisecond},
		{"held up by the disk", true, 40 * time.Second, true, nil, time.Second},
		{"failed", true, 20 * time.Millisecond, false, errors.New("disk full"), time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := pace{dirty: true, busy: tt.busy}
			if !p.due(begun, false) {
				t.Fatal("dirty, and not due")
			}
			if want := map[bool]time.Duration{true: sliceTime, false: idleTime}[tt.busy]; p.slice() != want {
				t.Errorf("a step takes %v, want %v", p.slice(), want)
			}
			ended := begun.Add(tt.took)
			p.stepped(ended, new(arrears).rest(tt.took, ended), tt.more, tt.err)
			if tt.wait < 0 {
				if p.due(ended.Add(time.Hour), true) {
					t.Error("due without anything to fold")
				}
				p.served()
				tt.wait = 0
			}
			for _, hurried := range []bool{true, false} {
				at := ended.Add(tt.wait)
				if !hurried && !tt.more && tt.err == nil {
					at = ended.Add(gatherTime)
				}
				if p.due(at.Add(-1), hurried) && at.After(ended) || !p.due(at, hurried) {
					t.Errorf("hurried %v: next at %v, want %v", hurried, p.at(hurried), at)
				}
			}
		})
	}
}
