package history

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

// The defaults of scripts.
const (
	shop      = "https://shop.example" // its own pages are written from the slash on
	defaultIP = "203.0.113.1"
)

// Parse reads a journey script. Errors name the line.
func Parse(text string) (Script, error) {
	p := parser{zone: time.UTC}
	for i, line := range strings.Split(text, "\n") {
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return Script{}, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return p.script, nil
}

type parser struct {
	script Script
	zone   *time.Location
	begun  bool // past the comment at the top
	asking bool // past the dashes
}

func (p *parser) line(line string) error {
	if comment, ok := strings.CutPrefix(line, "#"); ok {
		if !p.begun {
			comment = strings.TrimSpace(comment)
			p.script.Comment = strings.TrimPrefix(p.script.Comment+"\n"+comment, "\n")
		}
		return nil
	}
	w := words(line)
	if len(w) == 0 {
		return nil
	}
	p.begun = true
	switch {
	case line == "---":
		p.asking = true
		return nil
	case w[0] == "site":
		return p.site(w[1:])
	case w[0] == "again":
		return p.again(w[1:])
	case w[0] == "range":
		return p.ask(w[1:])
	case p.asking:
		return p.expect(w)
	}
	return p.step(w)
}

func (p *parser) site(w []string) (err error) {
	s := &p.script.History.Site
	for _, word := range w {
		key, v, _ := strings.Cut(word, "=")
		switch key {
		case "timezone":
			s.Timezone = v
			if p.zone, err = time.LoadLocation(v); err != nil {
				return err
			}
		case "currency":
			s.Currency = v
		case "orders":
			s.ServerOrders = v == "server"
		case "trust_browsers":
			s.TrustBrowsers = v == "true"
		case "cart_window":
			if s.CartWindow, err = duration(v); err != nil {
				return err
			}
		case "stages":
			s.Stages = v
		default:
			return fmt.Errorf("a site has no %q", key)
		}
	}
	return nil
}

func (p *parser) again(w []string) error {
	for _, s := range slices.Backward(p.script.History.Steps) {
		if len(w) == 0 || s.Event.ID == w[0] {
			p.script.History.Steps = append(p.script.History.Steps, s.clone())
			return nil
		}
	}
	return fmt.Errorf("there is no step to repeat")
}

// when reads a step's time and returns the words after it.
func (p *parser) when(w []string) (time.Time, []string, error) {
	steps := p.script.History.Steps
	if w[0][0] == '+' || w[0][0] == '-' {
		d, err := duration(w[0][1:])
		if err != nil || len(steps) == 0 {
			return time.Time{}, nil, fmt.Errorf("%q is not so long after a step", w[0])
		}
		if w[0][0] == '-' {
			d = -d
		}
		return steps[len(steps)-1].Event.Time.Add(d), w[1:], nil
	}
	if len(w) < 2 {
		return time.Time{}, nil, fmt.Errorf("%q is no time", w[0])
	}
	text := w[0] + " " + w[1]
	t, err := time.Parse("2006-01-02 15:04:05Z07:00", text)
	if err != nil {
		t, err = time.ParseInLocation(time.DateTime, text, p.zone)
	}
	return t.UTC(), w[2:], err
}

func (p *parser) step(w []string) error {
	t, w, err := p.when(w)
	if err != nil {
		return err
	}
	if len(w) < 3 {
		return fmt.Errorf("a step is a time, a sender, a visitor and a name")
	}
	s := Step{Event: event.Event{Time: t, Name: w[2], ID: stepID(len(p.script.History.Steps))}}
	switch w[0] {
	case "browser":
		s.Kind, s.IP, s.UserAgent = event.BrowserKey, defaultIP, agent("desktop")
	case "server":
		s.Kind = event.ServerKey
	default:
		return fmt.Errorf("a step is sent by a browser or a server, not by %q", w[0])
	}
	if w[1] != "-" {
		s.Event.VisitorID = plain(w[1])
	}
	consented := false
	for _, word := range w[3:] {
		key, v, ok := strings.Cut(word, "=")
		if !ok {
			return fmt.Errorf("%q is no key=value", word)
		}
		consented = consented || key == "consent"
		s.set(key, v)
	}
	if !consented {
		s.Event.Consent = s.usualConsent()
	}
	p.script.History.Steps = append(p.script.History.Steps, s)
	return nil
}

func stepID(i int) string { return fmt.Sprintf("e%03d", i+1) }

// usualConsent is the consent of a step that states none.
func (s Step) usualConsent() event.Consent {
	if s.Kind == event.BrowserKey && (s.Event.VisitorID != "" || s.Event.CustomerID != "") {
		return event.ConsentFull
	}
	return ""
}

// field is the place of a key that is a field of the event; nil for others.
func (s *Step) field(key string) *string {
	e := &s.Event
	return map[string]*string{
		"id": &e.ID, "customer": &e.CustomerID, "cart": &e.CartID, "checkout": &e.CheckoutID,
		"touchpoint": &e.Touchpoint, "surface": (*string)(&e.Surface),
		"consent": (*string)(&e.Consent), "title": &e.Page.Title, "ref": &e.Page.Referrer,
	}[key]
}

var priced = regexp.MustCompile(`^(\d+(?:\.\d+)?)([A-Z]{3})?$`)

// set gives a step one fact.
func (s *Step) set(key, v string) {
	if field := s.field(key); field != nil {
		*field = plain(v)
		return
	}
	price := priced.FindStringSubmatch(v)
	switch {
	case key == "url":
		s.Event.Page.URL = plain(v)
		if strings.HasPrefix(v, "/") {
			s.Event.Page.URL = shop + v
		}
	case key == "ip" || key == "ua":
		ip, ua := &s.IP, &s.UserAgent
		if s.Kind == event.ServerKey {
			if s.Event.Client == nil {
				s.Event.Client = &event.Client{IP: defaultIP, UserAgent: agent("desktop")}
			}
			ip, ua = &s.Event.Client.IP, &s.Event.Client.UserAgent
		}
		if key == "ip" {
			*ip = plain(v)
		} else {
			*ua = agent(plain(v))
		}
	case key == "tx":
		s.param("transaction_id", plain(v))
	case key == "value" && price != nil:
		s.param("value", json.Number(price[1]))
		if price[2] != "" {
			s.param("currency", price[2])
		}
	default:
		s.param(strings.TrimPrefix(key, "params."), value(v))
	}
}

func (s *Step) param(key string, v any) {
	if s.Event.Params == nil {
		s.Event.Params = event.Params{}
	}
	s.Event.Params[key] = v
}

func (p *parser) ask(w []string) (err error) {
	if len(w) < 2 {
		return fmt.Errorf("a range is two dates")
	}
	q := oracle.Question{From: w[0], To: w[1]}
	if q.AsOf, err = settled(q.To, p.zone); err != nil {
		return err
	}
	for _, word := range w[2:] {
		key, v, _ := strings.Cut(word, "=")
		switch key {
		case "as_of":
			if q.AsOf, err = time.ParseInLocation(time.DateOnly, v, p.zone); err != nil {
				q.AsOf, err = time.Parse(time.RFC3339, v)
			}
			if err != nil {
				return err
			}
		case "window":
			if q.Window, err = strconv.Atoi(strings.TrimSuffix(v, "d")); err != nil {
				return err
			}
		case "cohorts":
			q.Weekly = v == "week"
		case "calendar":
			q.Persian = v == "persian"
		case "week_start":
			day := slices.IndexFunc(weekdays(), func(name string) bool { return name == v })
			if day < 0 {
				return fmt.Errorf("%q is no day of the week", v)
			}
			q.WeekStart = time.Weekday(day)
		case "filter":
			dimension, values, _ := strings.Cut(plain(v), ":")
			values, not := strings.CutPrefix(values, "!")
			q.Filters = append(q.Filters, oracle.Filter{Dimension: dimension, Values: strings.Split(values, "|"), Not: not})
		default:
			return fmt.Errorf("a range has no %q", key)
		}
	}
	q.AsOf = q.AsOf.UTC()
	p.script.Asks = append(p.script.Asks, Ask{Question: q})
	return nil
}

// weekdays are the words for the days of the week, as in the API.
func weekdays() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

func (p *parser) expect(w []string) error {
	if len(p.script.Asks) == 0 || len(w) < 2 {
		return fmt.Errorf("after a range stand a metric and a figure")
	}
	e := Expect{}
	var selector string
	e.Metric, selector, _ = strings.Cut(strings.TrimSuffix(plain(w[0]), "]"), "[")
	var grouped bool
	if e.Dimension, e.Group, grouped = strings.Cut(selector, "="); !grouped {
		e.Dimension, e.Day = "", selector
	}
	for _, word := range w[2:] {
		if n, ok := strings.CutPrefix(word, "pending="); ok {
			pending, err := strconv.ParseInt(n, 10, 64)
			if err != nil {
				return err
			}
			e.Pending = &pending
		} else {
			e.Currency = word
		}
	}
	digits, known := event.MinorDigits(e.Currency)
	if e.Currency != "" && !known {
		return fmt.Errorf("%q is no currency", e.Currency)
	}
	numerator, denominator, ok := strings.Cut(w[1], "/")
	n, rounded, err := event.ParseAmount(numerator, digits)
	if err != nil || rounded {
		return fmt.Errorf("%q is no figure", w[1])
	}
	e.Numerator = n
	if ok {
		d, err := strconv.ParseInt(denominator, 10, 64)
		if err != nil {
			return err
		}
		e.Denominator = &d
	}
	last := &p.script.Asks[len(p.script.Asks)-1]
	last.Expect = append(last.Expect, e)
	return nil
}
