package figures

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
)

// quotient is an exact number that keeps what it was divided from: 1 of 2 is not 2 of 4.
type quotient struct {
	num, den int64
	// whole says that it is no mean or share but a count or a sum, which has digits digits
	// and no more.
	whole  bool
	digits int
	// mean says that it is a mean of shares, which was divided from nothing that can be counted.
	mean bool
}

func count(n int64) quotient      { return quotient{num: n, den: 1, whole: true} }
func pounds(pence int64) quotient { return quotient{num: pence, den: 100, whole: true, digits: 2} }

// text writes it with so many digits after the point.
func (q quotient) text(digits int) string {
	return new(big.Rat).SetFrac64(q.num, q.den).FloatString(digits)
}

// figure is one published figure.
type figure struct {
	name string
	// published is the figure as it was published, without separators of thousands. Its
	// digits are those in which figures are compared; a % says that it is a share.
	published string
	// again is the figure computed anew from the raw data by the rule of its publisher.
	again quotient
	// source is the collector's answer.
	source
	// want is the figure computed from the raw data by our definitions.
	want quotient
	// reasons are the paragraphs of the page that say why ours differs; none when it doesn't.
	reasons []string
}

// faults are what keeps the figure from being proved.
func (f *figure) faults() []string {
	var faults []string
	if again := f.like(f.again); again != f.published {
		faults = append(faults, fmt.Sprintf("published is %s, but its own rule gives %s", f.published, again))
	}
	if f.got != f.want {
		faults = append(faults, fmt.Sprintf("%s answers %d/%d, but our definitions give %d/%d", f.asked, f.got.num, f.got.den, f.want.num, f.want.den))
	}
	switch equal := f.like(f.got) == f.published; {
	case equal && len(f.reasons) > 0:
		faults = append(faults, fmt.Sprintf("it is as published; there is nothing that %v could explain", f.reasons))
	case !equal && len(f.reasons) == 0:
		faults = append(faults, fmt.Sprintf("published is %s, ours %s, and no reason is given", f.published, f.like(f.got)))
	}
	return faults
}

// like writes a number in the digits of what was published.
func (f *figure) like(q quotient) string {
	number, share := strings.CutSuffix(f.published, "%")
	_, digits, _ := strings.Cut(number, ".")
	if share {
		q.num *= 100
		return q.text(len(digits)) + "%"
	}
	return q.text(len(digits))
}

// ours writes the collector's answer for the page: like the published figure, but with no
// digits that it hasn't got, and what a share was divided from.
func (f *figure) ours() string {
	if f.got.whole {
		return grouped(f.got.text(f.got.digits))
	}
	if f.got.mean {
		return f.like(f.got)
	}
	if strings.HasSuffix(f.published, "%") || strings.HasPrefix(f.published, "0.") {
		return fmt.Sprintf("%s (%s of %s)", f.like(f.got), grouped(count(f.got.num).text(0)), grouped(count(f.got.den).text(0)))
	}
	return grouped(f.like(f.got))
}

// grouped puts commas between thousands.
func grouped(number string) string {
	whole, rest, point := strings.Cut(number, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if point {
		whole += "." + rest
	}
	return whole
}

// table writes figures as a table of the page.
func table(figures []figure) string {
	var b strings.Builder
	b.WriteString("| figure | published | asked of the report | Safar | differs |\n|---|--:|---|--:|---|\n")
	for i := range figures {
		f := &figures[i]
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", f.name, grouped(f.published), f.asked, f.ours(), strings.Join(f.reasons, ", "))
	}
	return b.String()
}

func TestFaults(t *testing.T) {
	third := quotient{num: 1, den: 3}
	proved := figure{"Share", "33.3%", third, source{"`share`", third}, third, nil}
	cases := []struct {
		about  string
		change func(*figure)
		faults int
	}{
		{"equal", func(*figure) {}, 0},
		{"explained", func(f *figure) { f.published, f.again, f.reasons = "50.0%", quotient{num: 1, den: 2}, []string{"X1"} }, 0},
		{"a last digit that its rule doesn't give", func(f *figure) { f.published, f.reasons = "33.4%", []string{"X1"} }, 1},
		{"the same value of other counts", func(f *figure) { f.got = quotient{num: 2, den: 6} }, 1},
		{"not explained", func(f *figure) { f.published, f.again = "50.0%", quotient{num: 1, den: 2} }, 1},
		{"explained for nothing", func(f *figure) { f.reasons = []string{"X1"} }, 1},
	}
	for _, c := range cases {
		f := proved
		c.change(&f)
		if faults := f.faults(); len(faults) != c.faults {
			t.Errorf("%s: %d faults: %v", c.about, len(faults), faults)
		}
	}
}
