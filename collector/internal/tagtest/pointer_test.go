package tagtest

import (
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

func (v *visit) clickAt(x, y float64) { v.Do(chromedp.MouseClickXY(x, y)) }

// clickAs clicks for the n-th time in a row, at a time that the page is told.
func (v *visit) clickAs(x, y float64, n int, at time.Time) {
	v.Do(chromedp.MouseClickXY(x, y, chromedp.ClickCount(n), func(p *input.DispatchMouseEventParams) {
		p.Timestamp = input.TimeSinceEpoch(float64(at.UnixMilli()) / 1000)
	}))
}
