package sqlite

import (
	"testing"
	"time"
)

func TestToll(t *testing.T) {
	type group struct {
		rows       int
		work, sync time.Duration
	}
	tests := []struct {
		name    string
		groups  group // many of them
		waiting int
		late    bool
	}{
		{"nothing waits", group{1000, time.Minute, 0}, 0, false},
		{"before anything is known", group{}, 1000, false},
		{"much, before anything is known", group{}, 3000, true},
		{"quick", group{1000, 10 * time.Millisecond, time.Millisecond}, 7000, false},
		{"quick, and very much", group{1000, 10 * time.Millisecond, time.Millisecond}, 9000, true},
		{"slow events", group{100, 100 * time.Millisecond, 0}, 100, true},
		{"a slow disk", group{1, time.Millisecond, 500 * time.Millisecond}, 5000, false},
		{"a slow disk, and more than a sync's worth", group{1, time.Millisecond, 500 * time.Millisecond}, 20_000, true},
		{"single events tell little", group{1, time.Millisecond, 0}, 1000, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			toll := newToll()
			for range 30 {
				toll.note(tt.groups.rows, tt.groups.work, tt.groups.sync)
			}
			if got := toll.late(tt.waiting); got != tt.late {
				t.Errorf("late behind %d events: %t, a row takes %v, a sync %v", tt.waiting, got, toll.row, toll.sync)
			}
		})
	}
}

// After one group that took an age, single events show that it was the exception.
func TestTollForgets(t *testing.T) {
	toll := newToll()
	toll.note(tollRows, time.Minute, 0)
	if !toll.late(1) {
		t.Fatal("a second for each event is no reason to refuse any")
	}
	for range 100 {
		toll.note(1, 200*time.Microsecond, 0)
	}
	if toll.late(100) {
		t.Errorf("still %v for each event", toll.row)
	}
}

// What folding takes between the groups is waited for as well.
func TestTollOfFolding(t *testing.T) {
	for _, tt := range []struct {
		step, rest time.Duration
		in, out    int // events that may wait, and that may not
	}{
		{0, 0, 7000, 9000},
		{20 * time.Millisecond, 60 * time.Millisecond, 5500, 6500},
		{20 * time.Millisecond, 20 * time.Millisecond, 3900, 4100},
	} {
		toll := newToll()
		for range 30 {
			toll.note(1000, 10*time.Millisecond, time.Millisecond)
		}
		toll.share(time.Hour, time.Second) // whatever was before
		toll.share(tt.step, tt.rest)
		if toll.late(tt.in) || !toll.late(tt.out) {
			t.Errorf("folding for %v in %v: late behind %d %t, behind %d %t", tt.step, tt.step+tt.rest, tt.in, toll.late(tt.in), tt.out, toll.late(tt.out))
		}
	}
}
