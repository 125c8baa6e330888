package demo

import (
	"cmp"
	"container/heap"
	"iter"
	"slices"
	"strconv"
	"time"
)

// World is the shop's surroundings: everybody who comes, has come, or will. It is not safe
// for concurrent use.
type World struct {
	config Config
	dice
	prefix string // of ids
	day    int    // the next to live through

	plans     plans
	planned   int
	people    int
	browsers  int
	accounts  int
	arrivals  int // live
	customers []*shopper
	codes     []string // that customers give to friends

	visits int            // of the day
	clicks map[string]int // on advertisements, of the day
	posts  []Post         // not told yet
}

// warmUp is how many days the shop exists before its first: customers come back from the
// beginning, and nobody knows of their first orders.
const warmUp = 60

// New makes a World that stands before its first day.
func New(c Config) (*World, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	w := &World{config: c, prefix: strconv.FormatUint(c.Seed, 10), day: -warmUp}
	for w.day < 0 {
		w.live()
	}
	// What came of those days belongs to orders that nobody knows of.
	w.posts = nil
	return w, nil
}

// Until lives on and tells what happens, in order of time, up to an instant. It begins where
// the last call ended, the first at the first day.
func (w *World) Until(to time.Time) iter.Seq[Post] {
	return func(yield func(Post) bool) {
		for {
			told := w.config.startOf(w.day) // all is known before it
			if told.After(to) {
				told = to
			}
			for len(w.posts) > 0 && w.posts[0].Event.Time.Before(told) {
				next := w.posts[0]
				w.posts = w.posts[1:]
				if !yield(next) {
					return
				}
			}
			if !w.config.startOf(w.day).Before(to) {
				return
			}
			w.live()
		}
	}
}

// live goes through a day.
func (w *World) live() {
	day := w.day
	w.day++
	w.dice = roll(w.config.Seed, day)
	w.visits, w.clicks = 0, map[string]int{}
	if w.config.Days > 0 && day == w.config.saleDay() {
		w.announceSale(day)
	}
	w.sendNewsletter(day)
	w.newcomers(day)
	for end := w.config.startOf(day + 1); len(w.plans) > 0 && w.plans[0].at.Before(end); {
		p := heap.Pop(&w.plans).(*plan)
		w.visits++
		w.visit(*p, w.dayID(day, "v", w.visits))
	}
	w.tills(day)
	w.robots(day)
	w.advertise(day)
	w.mentions(day)
	slices.SortStableFunc(w.posts, func(a, b Post) int {
		return cmp.Or(a.Event.Time.Compare(b.Event.Time), cmp.Compare(a.Event.ID, b.Event.ID))
	})
}

// newcomersShare is how many of the visits are somebody's first; the others come again.
const newcomersShare = 0.6

// newcomers plans the first visits of a day.
func (w *World) newcomers(day int) {
	for range w.about(float64(w.config.PerDay) * newcomersShare * w.config.busy(day)) {
		p := plan{at: w.config.instant(w.dice, day), via: pick(w.dice, sources, func(s source) float64 { return s.share }), keen: 0.9}
		if len(w.codes) > 0 && w.chance(0.05) {
			p.via, p.code = friend, oneOf(w.dice, w.codes)
		}
		w.expect(p)
	}
}

// dayID begins the ids of something that happens on a day.
func (w *World) dayID(day int, what string, n int) string {
	return w.prefix + "-" + strconv.Itoa(day) + what + strconv.Itoa(n)
}

// dayOf is the day of an instant.
func (c Config) dayOf(t time.Time) int {
	// Days are not all 24 hours long, so the guess may be one off.
	day := int(t.Sub(c.startOf(0)) / (24 * time.Hour))
	for t.Before(c.startOf(day)) {
		day--
	}
	for !t.Before(c.startOf(day + 1)) {
		day++
	}
	return day
}

// visit lets somebody come. id begins the ids of what happens.
func (w *World) visit(p plan, id string) *visit {
	if p.who == nil {
		p.who = w.newcomer(p.via)
	}
	v := &visit{World: w, who: p.who, via: p.via, plan: p, device: w.device(p.who), id: id, now: p.at}
	p.who.visits++
	if p.via.ad != nil {
		w.clicks[p.via.name]++
	}
	o := v.run()
	w.comeAgain(p.who, v.now, o)
	return v
}

// Gap is the time until the next of so many shoppers a minute comes.
func (w *World) Gap(perMinute float64) time.Duration {
	return time.Duration(w.ExpFloat64() / perMinute * float64(time.Minute))
}

// Arrive lets somebody come at an instant, newcomer or not, and tells what they do, in order
// of time. It is for times after the last that Until was asked for.
func (w *World) Arrive(at time.Time) []Post {
	at = at.Truncate(time.Millisecond)
	told := w.posts
	w.posts = nil
	kept := w.prefix
	// Those who come now must not be taken for those of the days to come, nor of another run.
	w.arrivals++
	w.prefix += "-" + strconv.FormatInt(at.UnixMilli(), 36) + "." + strconv.Itoa(w.arrivals)
	p := plan{at: at, via: pick(w.dice, sources, func(s source) float64 { return s.share }), keen: 1}
	if len(w.plans) > 0 && w.chance(1-newcomersShare) {
		early := heap.Pop(&w.plans).(*plan)
		early.at = at
		p = *early
	}
	w.visit(p, w.prefix)
	if w.chance(robotShare) {
		w.crawl(w.prefix+"r", at)
	}
	w.prefix = kept
	posts := w.posts
	w.posts = told
	slices.SortStableFunc(posts, func(a, b Post) int { return a.Event.Time.Compare(b.Event.Time) })
	return posts
}
