package terminal

import (
	"fmt"
	"io"
	"strings"
)

// Journey is the part of the API's answer about one person that is shown.
type Journey struct {
	Stand
	Person struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
	} `json:"person"`
	Sessions   int      `json:"sessions"`
	Orders     int      `json:"orders"`
	Revenue    Number   `json:"revenue"`
	Currencies []Amount `json:"currencies"`
	Truncated  bool     `json:"truncated"`
	Items      []Item   `json:"items"`
}

// Stand is what answers about people begin with.
type Stand struct {
	Site     string `json:"site"`
	Timezone string `json:"timezone"`
	Currency string `json:"currency"`
	AsOf     string `json:"as_of"`
}

// Amount is money in a currency other than the site's.
type Amount struct {
	Currency string `json:"currency"`
	Value    Number `json:"value"`
}

// Item is one thing that happened.
type Item struct {
	Time       string `json:"time"`
	Type       string `json:"type"`
	Name       string `json:"name"`
	Surface    string `json:"surface"`
	Touchpoint string `json:"touchpoint"`
	Session    int    `json:"session"`
	Detail     Detail `json:"detail"`
}

// Detail is what there is to say about an item.
type Detail struct {
	Path        string   `json:"path"`
	Channel     string   `json:"channel"`
	Source      string   `json:"source"`
	Campaign    string   `json:"campaign"`
	Device      string   `json:"device"`
	PageViews   int      `json:"pageviews"`
	Seconds     Number   `json:"seconds"`
	Products    []string `json:"products"`
	Value       Number   `json:"value"`
	Currency    string   `json:"currency"`
	Transaction string   `json:"transaction_id"`
	Reason      string   `json:"reason"`
	Kind        string   `json:"kind"`
	Score       Number   `json:"score"`
	Text        string   `json:"text"`
	Cancelled   bool     `json:"cancelled"`
	Recovered   bool     `json:"recovered"`
}

// WriteJourney writes what happened to one person, day by day.
func WriteJourney(w io.Writer, j Journey, o Options) error {
	p := &printer{w: w, o: o}
	p.line(bold, "%s %s", clean(j.Person.Kind), clean(j.Person.ID))
	p.line(faint, "%s, times in %s, as of %s", clean(j.Site), clean(j.Timezone), clean(j.AsOf))
	sums := []string{plural(j.Sessions, "visit"), plural(j.Orders, "order"), value("money", clean(j.Currency), j.Revenue)}
	for _, a := range j.Currencies {
		sums = append(sums, value("money", clean(a.Currency), a.Value))
	}
	p.line(plain, "%s", strings.Join(sums, ", "))
	if j.Truncated {
		p.line(faint, "What happened before is left out.")
	}
	var day string
	var t table
	for i := range j.Items {
		date, clock := moment(j.Items[i].Time)
		if date != day {
			p.table(&t)
			day, t = date, table{indent: "  "}
			p.line(plain, "")
			p.line(bold, "%s", date)
		}
		t.add(j.Items[i].row(clock)...)
	}
	p.table(&t)
	return p.err
}

// moment takes a time apart into its date and what a clock shows.
func moment(time string) (date, clock string) {
	date, clock, _ = strings.Cut(clean(time), "T")
	return date, clock[:min(len(clock), len("15:04:05"))]
}

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return thousands(fmt.Sprint(n)) + " " + word
}

func (i *Item) row(clock string) []cell {
	visit := cell{}
	if i.Session > 0 {
		visit = cell{fmt.Sprintf("visit %d", i.Session), faint}
	}
	look := plain
	switch i.Type {
	case "session":
		look = bold
	case "order":
		look = good
	case "friction", "cart_left", "cancelled", "refund":
		look = bad
	}
	return []cell{{text: clock}, visit, {clean(i.Surface), faint}, {clean(i.what()), look}, {text: clean(strings.Join(i.about(), ", "))}}
}

// what names an item in a few words.
func (i *Item) what() string {
	switch i.Type {
	case "session":
		return "a visit begins"
	case "order":
		return "order " + i.Detail.Transaction
	case "refund":
		return "refund of " + i.Detail.Transaction
	case "cancelled":
		return "order " + i.Detail.Transaction + " is cancelled"
	case "cart_left":
		return "a cart is left behind"
	}
	return strings.ReplaceAll(i.Name, "_", " ")
}

// about is what more there is to say.
func (i *Item) about() []string {
	d := &i.Detail
	var parts []string
	add := func(format, text string) {
		if text != "" {
			parts = append(parts, fmt.Sprintf(format, text))
		}
	}
	add("%s", d.Path)
	add("%s", d.Channel)
	add("from %s", d.Source)
	add("campaign %s", d.Campaign)
	add("%s", d.Device)
	if d.PageViews > 0 {
		add("%s", plural(d.PageViews, "page"))
	}
	if d.Seconds != "" {
		add("%s", duration(d.Seconds.float()))
	}
	add("%s", strings.Join(d.Products, " + "))
	if d.Value != "" {
		add("%s", value("money", d.Currency, d.Value))
	}
	add("%s", strings.ReplaceAll(d.Reason, "_", " "))
	add("%s", strings.TrimSpace(d.Kind+" "+string(d.Score)))
	add("“%s”", d.Text)
	add("at %s", i.Touchpoint)
	if d.Cancelled {
		add("%s", "cancelled later")
	}
	if d.Recovered {
		add("%s", "but an order followed")
	}
	return parts
}
