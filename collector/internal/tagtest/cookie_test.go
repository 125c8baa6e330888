package tagtest

import (
	"context"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// cookies are those of the page, with what scripts cannot see of them.
func (v *visit) cookies() []*network.Cookie {
	var all []*network.Cookie
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		got, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{})
		if err != nil {
			return err
		}
		all = got.Cookies
		return nil
	}))
	return all
}
