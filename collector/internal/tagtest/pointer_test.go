package tagtest

import (
	"fmt"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// rage clicks three times where an element is, as fast as one can who is not kept waiting.
func (v *visit) rage(css string) {
	var at struct{ X, Y float64 }
	v.Eval(fmt.Sprintf(`(() => {
		const box = document.querySelector(%q).getBoundingClientRect();
		return {X: box.x + box.width / 2, Y: box.y + box.height / 2};
	})()`, css), &at)
	first := time.Now()
	for i := range 3 {
		v.clickAs(at.X, at.Y, i+1, first.Add(time.Duration(i)*100*time.Millisecond))
	}
}

func (v *visit) clickAt(x, y float64) { v.Do(chromedp.MouseClickXY(x, y)) }

// clickAs clicks for the n-th time in a row, at a time that the page is told.
func (v *visit) clickAs(x, y float64, n int, at time.Time) {
	v.Do(chromedp.MouseClickXY(x, y, chromedp.ClickCount(n), func(p *input.DispatchMouseEventParams) {
		p.Timestamp = input.TimeSinceEpoch(float64(at.UnixMilli()) / 1000)
	}))
}
