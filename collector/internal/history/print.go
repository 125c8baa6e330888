package history

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// String writes the script so that Parse reads the same back.
func (s Script) String() string {
	var b strings.Builder
	if s.Comment != "" {
		for line := range strings.SplitSeq(s.Comment, "\n") {
			fmt.Fprintf(&b, "%s\n", strings.TrimSpace("# "+line))
		}
	}
	b.WriteString(s.History.String())
	if len(s.Asks) > 0 {
		b.WriteString("---\n")
	}
	zone := s.History.Site.zone()
	for _, a := range s.Asks {
		b.WriteString(a.header(zone) + "\n")
		for _, e := range a.Expect {
			b.WriteString(e.String() + "\n")
		}
	}
	return b.String()
}

// header writes the line of the range.
func (a Ask) header(zone *time.Location) string {
	q := a.Question
	text := "range " + q.From + " " + q.To
	usual, _ := settled(q.To, zone)
	date := q.AsOf.In(zone).Format(time.DateOnly)
	midnight, _ := time.ParseInLocation(time.DateOnly, date, zone)
	switch {
	case q.AsOf.Equal(usual):
	case q.AsOf.Equal(midnight):
		text += " as_of=" + date
	default:
		text += " as_of=" + q.AsOf.In(zone).Format(time.RFC3339Nano)
	}
	if q.Window > 0 {
		text += fmt.Sprintf(" window=%d", q.Window)
	}
	if q.Weekly {
		text += " cohorts=week"
	}
	if q.Persian {
		text += " calendar=persian"
	}
	if q.WeekStart != time.Sunday {
		text += " week_start=" + weekdays()[q.WeekStart]
	}
	for _, f := range q.Filters {
		not := ""
		if f.Not {
			not = "!"
		}
		text += " filter=" + quoted(f.Dimension+":"+not+strings.Join(f.Values, "|"))
	}
	return text
}

// String writes the history as the upper half of a script.
func (h History) String() string {
	var b strings.Builder
	b.WriteString(h.Site.String() + "\n")
	var before time.Time
	for i, s := range h.Steps {
		b.WriteString(h.line(i, before) + "\n")
		before = s.Event.Time
	}
	return b.String()
}

// String writes the line of the site.
func (s Site) String() string {
	text := "site timezone=" + s.Timezone + " currency=" + s.Currency
	if s.ServerOrders {
		text += " orders=server"
	}
	if s.TrustBrowsers {
		text += " trust_browsers=true"
	}
	if s.CartWindow > 0 {
		text += " cart_window=" + short(s.CartWindow)
	}
	if s.Stages != "" {
		text += " stages=" + s.Stages
	}
	return text
}

// zone is the site's zone; UTC when it is unknown, as in Parse.
func (s Site) zone() *time.Location {
	if zone, err := time.LoadLocation(s.Timezone); err == nil {
		return zone
	}
	return time.UTC
}

func (h History) line(i int, before time.Time) string {
	s := h.Steps[i]
	for j, o := range slices.Backward(h.Steps[:i]) {
		if o.Event.ID == s.Event.ID {
			if !reflect.DeepEqual(o, s) {
				break
			}
			if j == i-1 {
				return "again"
			}
			return "again " + s.Event.ID
		}
	}
	sender, visitor := "server ", "-"
	if s.Kind == event.BrowserKey {
		sender = "browser"
	}
	if s.Event.VisitorID != "" {
		visitor = quoted(s.Event.VisitorID)
	}
	head := fmt.Sprintf("%-25s %s %s %s", clock(s.Event.Time, before, h.Site.zone()), sender, visitor, s.Event.Name)
	return strings.Join(append([]string{head}, s.facts(i)...), " ")
}

// clock writes a step's time, relative to the step above where that is near.
func clock(t, before time.Time, zone *time.Location) string {
	if gap := t.Sub(before); !before.IsZero() && gap.Abs() < 100*24*time.Hour {
		if gap < 0 {
			return "-" + short(-gap)
		}
		return "+" + short(gap)
	}
	text := t.In(zone).Format("2006-01-02 15:04:05.999")
	if read, err := time.ParseInLocation(time.DateTime, text, zone); err != nil || !read.Equal(t) {
		return t.In(zone).Format("2006-01-02 15:04:05.999-07:00")
	}
	return text
}

// facts are a step's key=value words.
func (s Step) facts(i int) []string {
	var all []string
	put := func(key, v string) { all = append(all, key+"="+v) }
	if s.Event.ID != stepID(i) {
		put("id", quoted(s.Event.ID))
	}
	if s.Event.Consent != s.usualConsent() {
		put("consent", string(s.Event.Consent))
	}
	for _, key := range []string{"customer", "cart", "checkout", "touchpoint", "surface", "title"} {
		if v := *s.field(key); v != "" {
			put(key, quoted(v))
		}
	}
	if u := s.Event.Page.URL; u != "" {
		path, own := strings.CutPrefix(u, shop)
		if own && strings.HasPrefix(path, "/") && !strings.ContainsAny(path, " \t\"[]{}") {
			put("url", path)
		} else {
			put("url", quoted(u))
		}
	}
	if r := s.Event.Page.Referrer; r != "" {
		put("ref", quoted(r))
	}
	ip, ua, usual := s.IP, s.UserAgent, defaultIP
	if c := s.Event.Client; c != nil {
		ip, ua, usual = c.IP, c.UserAgent, "" // said, since it makes the client
	}
	if s.Kind == event.BrowserKey || s.Event.Client != nil {
		if ip != usual || usual == "" {
			put("ip", quoted(ip))
		}
		if word := agentWord(ua); word != "desktop" {
			put("ua", quoted(word))
		}
	}
	return append(all, s.params()...)
}

// params writes the event's params, the well-known ones first.
func (s Step) params() []string {
	var all []string
	left := maps.Clone(s.Event.Params)
	if tx, ok := left["transaction_id"].(string); ok {
		all = append(all, "tx="+quoted(tx))
		delete(left, "transaction_id")
	}
	if v, ok := left["value"].(json.Number); ok {
		currency, _ := left["currency"].(string)
		if priced.MatchString(string(v) + currency) {
			all = append(all, "value="+string(v)+currency)
			delete(left, "value")
			if currency != "" {
				delete(left, "currency")
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(left)) {
		name := key
		if s.field(key) != nil || slices.Contains([]string{"url", "ip", "ua", "tx", "value"}, key) {
			name = "params." + key
		}
		all = append(all, name+"="+quoted(left[key]))
	}
	return all
}
