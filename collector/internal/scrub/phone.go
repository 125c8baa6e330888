package scrub

import (
	"slices"
	"strings"
)

// country is how phone numbers of a country are written.
type country struct {
	code        string
	least, most int // digits after the code
}

// countries are those whose numbers are also looked for behind 00; behind a + every number is
// one.
var countries = []country{
	{"98", 10, 10},                               // Iran
	{"20", 9, 10},                                // Egypt
	{"44", 9, 10},                                // United Kingdom
	{"966", 8, 9}, {"971", 8, 9}, {"964", 8, 10}, // Saudi Arabia, Emirates, Iraq
	{"962", 8, 9}, {"961", 7, 8}, {"963", 8, 9}, // Jordan, Lebanon, Syria
	{"965", 8, 8}, {"968", 8, 8}, {"973", 8, 8}, {"974", 8, 8}, // Kuwait, Oman, Bahrain, Qatar
	{"967", 8, 9}, {"970", 8, 9}, {"249", 9, 9}, // Yemen, Palestine, Sudan
	{"212", 9, 9}, {"213", 8, 9}, {"216", 8, 8}, {"218", 8, 9}, // Morocco, Algeria, Tunisia, Libya
	{"90", 10, 10}, {"93", 9, 9}, {"92", 9, 10}, {"994", 9, 9}, // Turkey, Afghanistan, Pakistan, Azerbaijan
	{"49", 10, 11}, {"33", 9, 9}, {"31", 9, 9}, {"46", 7, 9}, // Germany, France, Netherlands, Sweden
}

// thirds are the digits that may come third in a number of eleven digits as it is dialled at
// home, by the digit after its zero.
func thirds(second byte) string {
	switch second {
	case '1':
		return "0123456789" // Egypt, mobile; United Kingdom; Iran
	case '2':
		return "01345689" // United Kingdom; Iran
	case '3':
		return "0134578" // United Kingdom; Iran
	case '4':
		return "145" // Iran
	case '5':
		return "0134568" // Iran; Turkey, mobile
	case '6':
		return "16" // Iran
	case '7':
		return "123456789" // United Kingdom, mobile; Iran
	case '8':
		return "013467" // United Kingdom; Iran
	case '9':
		return "012349" // Iran, mobile
	}
	return ""
}

// mobiles are mobile numbers of twelve digits without + or 00.
var mobiles = []string{"9890", "9891", "9892", "9893", "9894", "9899", "2010", "2011", "2012", "2015", "4471", "4473", "4474", "4475", "4477", "4478", "4479", "9665", "9715"}

// isPhone tells whether a number is a phone's.
func isPhone(n number) bool {
	d := n.digits
	switch {
	case n.isbn:
		return false
	case n.plus:
		return len(d) <= 16 && d[0] != '0' && reachable(n.sizes, 5)
	case strings.HasPrefix(d, "00"):
		return abroad(d[2:]) && reachable(n.sizes, 6)
	case d[0] == '0':
		return atHome(n)
	case len(d) == 12:
		return begins(d, mobiles) && reachable(n.sizes, 5)
	case len(d) == 10:
		return american(n)
	}
	return false
}

// isMobile tells whether digits in one piece are a mobile number of Iran, which no code's part
// looks like.
func isMobile(d string) bool { return len(d) == 11 && strings.HasPrefix(d, "09") }

// abroad tells whether a number begins with a country and goes on as its numbers do, also with
// the zero of home in between: +98 (0) 912.
func abroad(d string) bool {
	for _, c := range countries {
		if rest, ok := strings.CutPrefix(d, c.code); ok {
			rest = strings.TrimPrefix(rest, "0")
			if len(rest) >= c.least && len(rest) <= c.most {
				return true
			}
		}
	}
	return false
}

// atHome tells whether a number with a leading zero is one of Iran, Egypt, the United Kingdom,
// Turkey or the Gulf.
func atHome(n number) bool {
	d, first := n.digits, n.sizes[0]
	whole := len(n.sizes) == 1
	// Nobody writes a phone number as dates are: two digits, and two digits.
	if !whole && !n.paren && (first < 3 || first > 6) || !reachable(n.sizes, 5) {
		return len(d) == 10 && first == 2 && isCairo(n)
	}
	switch len(d) {
	case 11:
		return strings.IndexByte(thirds(d[1]), d[2]) >= 0
	case 10:
		return strings.HasPrefix(d, "05") && d[2] != '2' || n.paren && isCairo(n)
	}
	return false
}

// isCairo tells whether a number in groups is one of Cairo: 02 and eight digits.
func isCairo(n number) bool {
	return n.digits[:2] == "02" && (slices.Equal(n.sizes, []int{2, 8}) || slices.Equal(n.sizes, []int{2, 4, 4}))
}

// american tells whether a number is written as in North America: 555-123-4567.
func american(n number) bool {
	return (n.tight || n.paren) && slices.Equal(n.sizes, []int{3, 3, 4}) && n.digits[0] >= '2' && n.digits[3] >= '2'
}

// reachable tells whether groups are those of a number to dial: few.
func reachable(sizes []int, most int) bool { return len(sizes) <= most }

func begins(d string, with []string) bool {
	return slices.ContainsFunc(with, func(prefix string) bool { return strings.HasPrefix(d, prefix) })
}
