package metric

import (
	"slices"
	"testing"
)

func TestQuintiles(t *testing.T) {
	cases := []struct {
		values []int64
		want   []int
	}{
		{nil, []int{}},
		{[]int64{7}, []int{1}},
		{[]int64{50, 10, 40, 20, 30}, []int{5, 1, 4, 2, 3}},
		{[]int64{1, 2, 3, 4, 5, 6}, []int{1, 1, 2, 3, 4, 5}}, // 5 x 5 / 6 is 4 and a bit
		{[]int64{3, 3, 3, 3, 3}, []int{1, 1, 1, 1, 1}},
		{[]int64{0, 0, 0, 9, 9}, []int{1, 1, 1, 4, 4}},
		{[]int64{-5, 0, -5, 0, 0}, []int{1, 3, 1, 3, 3}},
	}
	for _, c := range cases {
		if got := quintiles(c.values); !slices.Equal(got, c.want) {
			t.Errorf("%v score %v, want %v", c.values, got, c.want)
		}
	}
}

func TestMiddle(t *testing.T) {
	cases := []struct {
		sorted []int64
		want   int64
	}{
		{[]int64{4}, 4}, {[]int64{4, 6}, 5}, {[]int64{4, 7}, 5}, {[]int64{1, 2, 9}, 2}, {[]int64{1, 2, 3, 100}, 2},
		{[]int64{1<<62 + 1, 1<<62 + 3}, 1<<62 + 2},
	}
	for _, c := range cases {
		if got, ok := middle(c.sorted); got != c.want || !ok {
			t.Errorf("the middle of %v is %d, want %d", c.sorted, got, c.want)
		}
	}
	if _, ok := middle(nil); ok {
		t.Error("nothing has a middle")
	}
}
