package metric

import (
	"cmp"
	"context"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// maxTouchpoints is how many are listed.
const maxTouchpoints = 200

// TouchpointReport lists where customers and shop met in a range.
type TouchpointReport struct {
	Request  Request
	Compared *Range
	// Touchpoints are those with the most events, most first; LeftOut counts the others.
	Touchpoints []Touchpoint
	LeftOut     int
}

// Touchpoint is a place where customer and shop meet.
type Touchpoint struct {
	Name string
	// Stage is that of most of its events. Those that every touchpoint has, impression and
	// click, decide only where there are no others.
	Stage event.Stage
	// Surface is that of most of its events.
	Surface event.Surface
	Contacts
	// Low and High are the 95% interval of CTR; nil where there is none.
	Low, High *float64
	// Previous is the same over the compared period; nil without one.
	Previous *Contacts
}

// Contacts are the events at a touchpoint, and the orders credited to visits that met it.
type Contacts struct {
	Events   int64
	Sessions int64 // that they belong to
	// CTR is clicks divided by impressions, of promotions and advertisements as well. It has
	// no value without impressions.
	CTR Figure
	// Orders are those of the range credited to a visit that met the touchpoint at any time.
	// A visit may meet several, so orders of touchpoints must not be added up.
	Orders int64
	// Revenue is the value of Orders by currency; the site's first, even when it is nothing.
	Revenue []Amount
}

// Surfaces are all surfaces.
func Surfaces() []event.Surface {
	return []event.Surface{
		event.SurfaceWeb, event.SurfaceApp, event.SurfaceStore, event.SurfaceEmail, event.SurfaceSMS, event.SurfacePush,
		event.SurfaceSocial, event.SurfaceChat, event.SurfacePhone, event.SurfaceAd, event.SurfaceOther,
	}
}

// The measures of each touchpoint. After them come those of each stage, all and generic
// ones, and those of each surface.
const (
	itsEvents = iota
	itsSessions
	itsImpressions
	itsClicks
	meetings
	earnedByThem
	itsStages
)

// BuildTouchpoints answers a request with one query. Its errors are those of Build.
func BuildTouchpoints(ctx context.Context, src Source, req Request) (TouchpointReport, error) {
	f, err := newFinding(req)
	if err != nil {
		return TouchpointReport{}, err
	}
	measures := []Measure{
		itsEvents:      contacts(),
		itsSessions:    {Fact: FactContact, Field: FieldSession, Distinct: true},
		itsImpressions: contacts(IfShown),
		itsClicks:      contacts(IfClicked),
		meetings:       {Fact: FactMeeting},
		earnedByThem:   Measure{Fact: FactMeeting}.sum(FieldValue),
	}
	for _, s := range event.Stages() {
		measures = append(measures, contacts(IfStage(s)), contacts(IfStage(s), IfGeneric))
	}
	for _, s := range Surfaces() {
		measures = append(measures, contacts(IfSurface(s)))
	}
	found, err := f.measure(ctx, src, ByTouchpoint, measures)
	if err != nil {
		return TouchpointReport{}, err
	}
	out := TouchpointReport{Request: f.Request, Compared: f.compared}
	for _, name := range found.groups {
		if found.at(itsEvents, inRange, name) > 0 {
			out.Touchpoints = append(out.Touchpoints, f.touchpoint(name, found))
		}
	}
	slices.SortStableFunc(out.Touchpoints, func(a, b Touchpoint) int { return cmp.Compare(b.Events, a.Events) })
	out.LeftOut = max(0, len(out.Touchpoints)-maxTouchpoints)
	out.Touchpoints = out.Touchpoints[:len(out.Touchpoints)-out.LeftOut]
	out.LeftOut += int(found.folded)
	return out, nil
}

// contacts adds up events at touchpoints.
func contacts(where ...Predicate) Measure {
	return Measure{Fact: FactContact, Field: FieldCount, Where: where}
}

func (f *finding) touchpoint(name string, found *sums) Touchpoint {
	t := Touchpoint{Name: name, Contacts: f.contactsIn(inRange, name, found)}
	t.Low, t.High = bounds(&t.CTR)
	if f.compared != nil {
		previous := f.contactsIn(inCompared, name, found)
		t.Previous = &previous
	}
	next := itsStages
	sum := func() int64 { next++; return found.at(next-1, inRange, name) }
	var all, telling, on []int64
	for range event.Stages() {
		n, generic := sum(), sum()
		all, telling = append(all, n), append(telling, n-generic)
	}
	for range Surfaces() {
		on = append(on, sum())
	}
	if slices.Max(telling) > 0 {
		all = telling
	}
	t.Stage, t.Surface = event.Stages()[most(all)], Surfaces()[most(on)]
	return t
}

func (f *finding) contactsIn(bucket int, name string, found *sums) Contacts {
	at := func(measure int) int64 { return found.at(measure, bucket, name) }
	return Contacts{
		Events: at(itsEvents), Sessions: at(itsSessions), CTR: share(at(itsClicks), at(itsImpressions)),
		Orders: at(meetings), Revenue: f.amounts(found, earnedByThem, bucket, name),
	}
}
