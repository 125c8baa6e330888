package live

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// What a window looks back over, in milliseconds, and how much it tells.
const (
	minute     = int64(60_000)
	Span       = 30 * minute // all that it remembers
	shortSpan  = 5 * minute  // who was seen within it is here now
	mostPages  = 10
	mostLatest = 20
)

// Window is what happened in the last half hour. It is for one goroutine.
type Window struct {
	visitors map[string]*presence
	seconds  map[int64]int // events by Unix second
	latest   []Event       // newest first
	ahead    []moment      // timed later than the clock, by a sender's clock that is fast
}

// Event is something that happened, without saying to whom.
type Event struct {
	Time                       int64 // Unix milliseconds
	Name, Surface, Stage, Path string
}

// moment is an event with what the window needs of its visitor.
type moment struct {
	Event
	visitor string // "" for one that is part of no visit
}

// presence is when a visitor was last seen, and where.
type presence struct {
	last   int64
	stage  string
	path   string // of the latest page
	pathAt int64
}

// Now is what a window tells of an instant.
type Now struct {
	Visitors5  int // distinct visitors in the last five minutes
	Visitors30 int // in the last thirty
	// EventsPerMinute counts the last thirty minutes, oldest first. They are cut at whole
	// seconds; the last holds this one.
	EventsPerMinute [30]int
	Pages           []Count // where the visitors of the last five minutes are
	Stages          []Count // of their latest events
	Latest          []Event // newest first
}

// Count is how many visitors share something.
type Count struct {
	Key      string
	Visitors int
}

// NewWindow makes an empty window.
func NewWindow() *Window {
	return &Window{visitors: map[string]*presence{}, seconds: map[int64]int{}}
}

// Add takes an accepted event in, with its stage; robots' are the caller's to leave out.
// Events may come in any order.
func (w *Window) Add(h *journey.Hit, stage event.Stage) {
	m := moment{Event: Event{
		Time: h.Time, Name: strings.Clone(h.Event.Name), Surface: strings.Clone(string(h.Event.Surface)),
		Stage: string(stage), Path: strings.Clone(h.Landing),
	}}
	if h.InVisit() {
		m.visitor = strings.Clone(h.Visitor)
	}
	w.ahead = append(w.ahead, m)
}

// At moves the window to an instant and tells of it. Instants never go back.
func (w *Window) At(now int64) Now {
	w.ahead = slices.DeleteFunc(w.ahead, func(m moment) bool {
		if m.Time > now {
			return false
		}
		w.take(m, now)
		return true
	})
	maps.DeleteFunc(w.seconds, func(second int64, _ int) bool { return second <= (now-Span)/1000 })
	maps.DeleteFunc(w.visitors, func(_ string, p *presence) bool { return p.last <= now-Span })
	w.latest = slices.DeleteFunc(w.latest, func(e Event) bool { return e.Time <= now-Span })
	return w.tell(now)
}

func (w *Window) take(m moment, now int64) {
	if m.Time <= now-Span {
		return
	}
	w.seconds[m.Time/1000]++
	at := slices.IndexFunc(w.latest, func(e Event) bool { return e.Time <= m.Time })
	if at < 0 {
		at = len(w.latest)
	}
	if at < mostLatest {
		w.latest = slices.Insert(w.latest, at, m.Event)
		w.latest = w.latest[:min(len(w.latest), mostLatest)]
	}
	if m.visitor == "" {
		return
	}
	p := w.visitors[m.visitor]
	if p == nil {
		p = &presence{}
		w.visitors[m.visitor] = p
	}
	if m.Time >= p.last {
		p.last, p.stage = m.Time, m.Stage
	}
	if m.Path != "" && m.Time >= p.pathAt {
		p.path, p.pathAt = m.Path, m.Time
	}
}

func (w *Window) tell(now int64) Now {
	out := Now{Latest: slices.Clone(w.latest)}
	for second, events := range w.seconds {
		ago := (now/1000 - second) / 60
		out.EventsPerMinute[len(out.EventsPerMinute)-1-int(ago)] += events
	}
	pages, stages := map[string]int{}, map[string]int{}
	for _, p := range w.visitors {
		out.Visitors30++
		if p.last <= now-shortSpan {
			continue
		}
		out.Visitors5++
		stages[p.stage]++
		if p.path != "" {
			pages[p.path]++
		}
	}
	out.Pages, out.Stages = most(pages), most(stages)
	out.Pages = out.Pages[:min(len(out.Pages), mostPages)]
	return out
}

// most lists what most visitors share first.
func most(counts map[string]int) []Count {
	list := []Count{}
	for key, n := range counts {
		list = append(list, Count{key, n})
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Visitors, a.Visitors), cmp.Compare(a.Key, b.Key))
	})
	return list
}
