package browser

import (
	"context"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// complaints are the warnings and errors that a tab's pages wrote to the console, what they
// threw and did not catch, and what the browser itself reported, such as a request that failed.
type complaints struct {
	mu  sync.Mutex
	all []string
}

// Complaints are all complaints so far.
func (c *complaints) Complaints() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string(nil), c.all...)
}

func (c *complaints) listen(ctx context.Context) error {
	return chromedp.Listen(ctx, func(ev any) {
		if text := complaint(ev); text != "" {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.all = append(c.all, text)
		}
	})
}

func complaint(ev any) string {
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		if ev.Type != runtime.ConsoleAPICalledTypeWarning && ev.Type != runtime.ConsoleAPICalledTypeError {
			return ""
		}
		var words []string
		for _, a := range ev.Args {
			words = append(words, string(a.Value)+a.Description)
		}
		return strings.Join(words, " ")
	case *runtime.EventExceptionThrown:
		if d := ev.ExceptionDetails; d.Exception != nil {
			return d.Text + " " + d.Exception.Description
		}
		return ev.ExceptionDetails.Text
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError || ev.Entry.Level == log.EntryLevelWarning {
			return ev.Entry.Text + " " + ev.Entry.URL
		}
	}
	return ""
}
