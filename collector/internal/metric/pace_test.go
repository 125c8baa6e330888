package metric

import "testing"

func TestPace(t *testing.T) {
	if p := PaceOf(nil); p != (Pace{}) {
		t.Errorf("of nobody %v", p)
	}
	for n, want := range map[int64]Pace{
		1: {1, 1, 1}, 2: {2, 1, 2}, 3: {3, 2, 3}, 4: {4, 2, 4}, 10: {10, 5, 9}, 11: {11, 6, 10}, 20: {20, 10, 18}, 101: {101, 51, 91},
	} {
		var times []int64
		for i := range n {
			times = append(times, n-i)
		}
		if got := PaceOf(times); got != want {
			t.Errorf("of 1 to %d: %v, want %v", n, got, want)
		}
	}
}
