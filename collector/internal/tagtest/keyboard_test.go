package tagtest

import (
	"context"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// write clicks into a field and types, on a keyboard that has a key for each letter.
func (v *visit) write(css, text string) {
	v.Click(css)
	for _, letter := range text {
		v.key(string(letter), string(letter))
	}
}

// key presses a key, which may write something.
func (v *visit) key(name, writes string) {
	for _, p := range []input.DispatchKeyEventParams{
		{Type: input.DispatchKeyEventTypeKeyDown, Key: name, Text: writes},
		{Type: input.DispatchKeyEventTypeKeyUp, Key: name},
	} {
		v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, input.DispatchKeyEvent, p)
			return err
		}))
	}
}

// insert writes text as a paste or a phone's keyboard does, without keys.
func insert(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
}
