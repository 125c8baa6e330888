package demo

import (
	"container/heap"
	"math"
	"time"
)

// plan is that somebody will come.
type plan struct {
	at time.Time
	// who is nil for somebody who has never been here.
	who *shopper
	via source
	// keen is how likely they are to buy, 1 on average.
	keen float64
	// code is the friend's who recommended the shop.
	code string
	// review is the product that they come to write about, nil for shopping.
	review *product
	seq    int
}

// plans are in order of time; of two at once the one made first comes first.
type plans []*plan

func (p plans) Len() int      { return len(p) }
func (p plans) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p plans) Less(i, j int) bool {
	if p[i].at.Equal(p[j].at) {
		return p[i].seq < p[j].seq
	}
	return p[i].at.Before(p[j].at)
}
func (p *plans) Push(x any) { *p = append(*p, x.(*plan)) }
func (p *plans) Pop() any {
	last := len(*p) - 1
	x := (*p)[last]
	*p = (*p)[:last]
	return x
}

// expect notes that somebody will come.
func (w *World) expect(p plan) {
	w.planned++
	p.seq = w.planned
	heap.Push(&w.plans, &p)
}

// days is a span of days with a part of them, in whole milliseconds.
func days(n float64) time.Duration {
	return time.Duration(math.Round(n*86_400_000)) * time.Millisecond
}

// outcome is how far a visit got.
type outcome int

const (
	bounced outcome = iota
	browsed
	leftCart
	leftCheckout
	bought
)

// comeAgain decides whether and when somebody comes back after a visit. Who left something
// behind is back soon or never; who bought, when they need the next thing.
func (w *World) comeAgain(s *shopper, end time.Time, o outcome) {
	var p, median, keen float64
	switch o {
	case bounced:
		p, median, keen = 0.15, 9, 0.8
	case browsed:
		p, median, keen = 0.40, 7, 1.1
	case leftCart:
		p, median, keen = 0.55, 1.6, 3
	case leftCheckout:
		p, median, keen = 0.55, 1.2, 3.4
	case bought:
		p, median, keen = 0.33+0.05*s.mood, 12, 3.6
	}
	if s.orders > 1 {
		p += 0.1
	}
	if !w.chance(p) {
		return
	}
	at := end.Add(days(max(0.08, w.around(median, 0.7))))
	// They come when they have time for it, not at four in the morning.
	if day := w.config.dayOf(at); day > w.config.dayOf(end) {
		at = w.config.instant(w.dice, day)
	}
	w.expect(plan{at: at, who: s, via: pick(w.dice, sources, func(s source) float64 { return s.known }), keen: keen})
}
