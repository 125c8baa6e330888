package live

import (
	"fmt"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

const noon = int64(1_800_000_000_000)

func hit(at int64, visitor, name, path string) *journey.Hit {
	return &journey.Hit{Time: at, Visitor: visitor, Landing: path, Event: event.Event{Name: name, Surface: event.SurfaceWeb}}
}

func TestWindow(t *testing.T) {
	w := NewWindow()
	for _, h := range []*journey.Hit{
		hit(noon-60_000, "a", "page_view", "/tea"),
		hit(noon-120_000, "a", "page_view", "/home"), // late
		hit(noon-30_000, "a", "add_to_cart", ""),
		hit(noon-6*minute, "b", "page_view", "/tea"),
		hit(noon-1, "c", "page_view", "/tea"),
		hit(noon-Span, "d", "page_view", "/tea"),       // just too old
		hit(noon-Span+1000, "e", "page_view", "/tea"),  // just not
		hit(noon+2000, "f", "view_item", "/cup"),       // a fast clock
		hit(noon-10, "g", "purchase", ""),              // part of no visit
		hit(noon-20, "h", "message_opened", "/letter"), // neither
	} {
		w.Add(h, event.StageOf(&h.Event))
	}
	n := w.At(noon)
	if n.Visitors5 != 2 || n.Visitors30 != 4 {
		t.Errorf("%d and %d visitors", n.Visitors5, n.Visitors30)
	}
	if got := fmt.Sprint(n.Pages, n.Stages); got != "[{/tea 2}] [{awareness 1} {purchase 1}]" {
		t.Errorf("pages and stages %s", got)
	}
	if got := n.EventsPerMinute; got[29] != 4 || got[28] != 1 || got[27] != 1 || got[23] != 1 || got[0] != 1 {
		t.Errorf("events %v", got)
	}
	if len(n.Latest) != 8 || n.Latest[0].Name != "page_view" || n.Latest[1].Name != "purchase" || n.Latest[3].Name != "add_to_cart" {
		t.Errorf("latest %+v", n.Latest)
	}
	n = w.At(noon + 2000)
	if n.Visitors5 != 3 || n.Visitors30 != 4 || n.Latest[0].Path != "/cup" {
		t.Errorf("two seconds later %+v", n)
	}
	n = w.At(noon + 2000 + Span)
	if n.Visitors30 != 0 || n.EventsPerMinute != [30]int{} || len(n.Latest) != 0 || len(w.visitors)+len(w.ahead) != 0 || len(w.seconds) > 0 {
		t.Errorf("half an hour later %+v of %+v", n, w)
	}
}

// However much happens, what is remembered is bounded by the visitors of half an hour.
func TestWindowStaysSmall(t *testing.T) {
	w := NewWindow()
	for i := range int64(20_000) {
		w.Add(hit(noon+i*1000, fmt.Sprint(i%50), "page_view", fmt.Sprint("/", i)), event.Awareness)
		if i%100 == 0 {
			w.At(noon + i*1000)
		}
	}
	n := w.At(noon + 20_000_000)
	if len(w.visitors) != 50 || len(w.seconds) > 1800 || len(w.latest) != mostLatest || len(n.Pages) != mostPages {
		t.Errorf("%d visitors, %d seconds, %d events, %d pages", len(w.visitors), len(w.seconds), len(w.latest), len(n.Pages))
	}
}
