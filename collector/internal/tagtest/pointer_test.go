package tagtest

import "github.com/chromedp/chromedp"

func (v *visit) clickAt(x, y float64) { v.Do(chromedp.MouseClickXY(x, y)) }
