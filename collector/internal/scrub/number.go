package scrub

import (
	"strings"
	"unicode/utf8"
)

// longest is how many digits the longest number has that is looked for.
const longest = 19

// group is a row of digits without anything between them.
type group struct {
	begin, end int    // in the text
	digits     string // in Latin
	tight      bool   // it hangs on the group before it by a hyphen or a point
}

// number is some neighbouring groups of a text that may be one.
type number struct {
	digits string
	sizes  []int // of its groups
	tight  bool  // hyphens or points stand between all of them
	plus   bool  // a + stands before it
	paren  bool  // its first group stands in parentheses
	isbn   bool  // the text calls it one
}

// numbers finds the phone numbers, cards and national ids of a text.
func numbers(s string, code bool) []span {
	var all []span
	var room [8]group // most runs are short
	for at := 0; at < len(s); {
		if _, size := digit(s[at:]); size == 0 {
			at++
			continue
		}
		end, digits := runEnd(s, at)
		if digits >= fewestDigits {
			all = appendFound(all, s, groupsOf(s[:end], at, room[:0]), code)
		}
		at = end
	}
	return all
}

// runEnd is the end of the groups of digits that follow each other from begin on, and how many
// digits they have.
func runEnd(s string, begin int) (end, digits int) {
	for end = begin; ; {
		for {
			_, size := digit(s[end:])
			if size == 0 {
				break
			}
			digits++
			end += size
		}
		size, _ := separator(s[end:])
		if _, more := digit(s[end+size:]); size == 0 || more == 0 {
			return end, digits
		}
		end += size
	}
}

// groupsOf takes the groups of a run apart that goes to the end of s.
func groupsOf(s string, begin int, groups []group) []group {
	for tight := false; ; {
		g := group{begin: begin, tight: tight}
		plain := true
		for {
			_, size := digit(s[begin:])
			if size == 0 {
				break
			}
			plain = plain && size == 1
			begin += size
		}
		g.end = begin
		if g.digits = s[g.begin:g.end]; !plain {
			g.digits = latin(g.digits)
		}
		groups = append(groups, g)
		if begin == len(s) {
			return groups
		}
		size, hangs := separator(s[begin:])
		begin, tight = begin+size, hangs
	}
}

// appendFound finds what is in a run of groups: the first number, and of those that begin
// there the longest.
func appendFound(all []span, s string, groups []group, code bool) []span {
	first, last := 0, len(groups)
	if hangsBefore(s, groups[0]) {
		if isIBAN(s, groups[0]) {
			return all
		}
		first = 1
	}
	if hangsAfter(s, groups[last-1]) {
		last--
	}
	for i := first; i < last; {
		if i > 0 && groups[i].tight && !isMobile(groups[i].digits) {
			i++ // a part of a code
			continue
		}
		kind, j := longestNumber(s, groups[:last], i, len(groups), code)
		if j == 0 {
			i++
			continue
		}
		begin := groups[i].begin
		for _, sign := range [...]string{"(", "+", "＋", "("} {
			begin = len(strings.TrimSuffix(s[:begin], sign))
		}
		all = append(all, span{begin, closing(s, begin, groups[j-1].end), kind})
		i = j
	}
	return all
}

// longestNumber is the longest number that begins with group i and the group after it, 0
// where there is none. whole is how many groups the run has.
func longestNumber(s string, groups []group, i, whole int, code bool) (kind Kind, end int) {
	before := strings.TrimSuffix(s[:groups[i].begin], "(")
	n := number{
		tight: true,
		paren: before != s[:groups[i].begin],
		plus:  strings.HasSuffix(before, "+") || strings.HasSuffix(before, "＋"),
		isbn:  calledISBN(before),
	}
	var digits [longest]byte
	var sizes [longest]int
	size := 0
	for j := i; j < len(groups) && size+len(groups[j].digits) <= longest; j++ {
		size += copy(digits[size:], groups[j].digits)
		sizes[j-i] = len(groups[j].digits)
		n.sizes = sizes[:j-i+1]
		n.tight = n.tight && (j == i || groups[j].tight)
		if size < fewestDigits || isAmount(s, groups[i].begin, groups[j].end) {
			continue
		}
		n.digits = string(digits[:size])
		hangs := j+1 < whole && nextHangs(s, groups[j].end)
		switch {
		case !hangs && isCard(n, code):
			kind, end = Card, j+1
		case isPhone(n) && (!hangs || j+1 < len(groups) && len(groups[j+1].digits) <= 4):
			kind, end = Phone, j+1 // perhaps with an extension behind it
		case !hangs && isNational(n, code):
			kind, end = National, j+1
		}
	}
	return kind, end
}

// nextHangs tells whether a group that ends at end is followed by another that hangs on it.
func nextHangs(s string, end int) bool {
	_, tight := separator(s[end:])
	return tight
}

// hangsBefore tells whether a letter of a code, or an amount's thousands, stand right before a
// group. Letters of other scripts are words written without a space.
func hangsBefore(s string, g group) bool {
	if g.begin == 0 {
		return false
	}
	c, size := utf8.DecodeLastRuneInString(s[:g.begin])
	if isThousands(c) && len(g.digits) == 3 {
		_, more := lastDigit(s[:g.begin-size])
		return more
	}
	return isLatin(c)
}

// hangsAfter is hangsBefore for what follows a group.
func hangsAfter(s string, g group) bool {
	c, size := utf8.DecodeRuneInString(s[g.end:])
	if !isThousands(c) && c != '/' && c != '٫' {
		return isLatin(c)
	}
	if c == '/' {
		return false
	}
	n := 0
	for rest := s[g.end+size:]; ; n++ {
		_, width := digit(rest)
		if width == 0 {
			return n >= 1 && n <= 3
		}
		rest = rest[width:]
	}
}

func isLatin(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isThousands(c rune) bool { return c == ',' || c == '٬' || c == '،' || c == '\'' || c == '’' }

func lastDigit(s string) (value byte, ok bool) {
	_, size := utf8.DecodeLastRuneInString(s)
	value, width := digit(s[len(s)-size:])
	return value, width > 0
}

// isIBAN tells whether a run whose first group hangs on letters is an account's number: two
// capitals and two check digits begin it.
func isIBAN(s string, first group) bool {
	b := first.begin
	return len(first.digits) >= 2 && b >= 2 && s[b-1] >= 'A' && s[b-1] <= 'Z' && s[b-2] >= 'A' && s[b-2] <= 'Z' &&
		(b == 2 || !isLatin(rune(s[b-3])))
}

func calledISBN(before string) bool {
	before = strings.TrimRight(before, " :：.-#")
	return strings.HasSuffix(before, "شابک") || strings.HasSuffix(before, "ISBN-10") ||
		len(before) >= 4 && strings.EqualFold(before[len(before)-4:], "isbn")
}

// isAmount tells whether a currency stands before or after a number.
func isAmount(s string, begin, end int) bool {
	before, after := strings.TrimRight(s[:begin], " \u00a0"), strings.TrimLeft(s[end:], " \u00a0\u200c")
	for _, sign := range [...]string{"$", "€", "£", "﷼", "¥", "IRR", "IRT", "EGP", "USD", "EUR", "GBP", "AED", "SAR"} {
		if strings.HasSuffix(before, sign) {
			return true
		}
	}
	for _, sign := range [...]string{"$", "€", "£", "﷼", "ریال", "تومان", "تومن", "ريال", "جنيه", "جنیه", "درهم", "دينار", "ج.م", "ر.س",
		"IRR", "IRT", "EGP", "USD", "EUR", "GBP", "AED", "SAR", "rial", "Rial", "toman", "Toman"} {
		if strings.HasPrefix(after, sign) {
			return true
		}
	}
	return false
}

// closing is the end of a number with the parenthesis that it leaves open.
func closing(s string, begin, end int) int {
	if strings.Count(s[begin:end], "(") > strings.Count(s[begin:end], ")") && strings.HasPrefix(s[end:], ")") {
		return end + 1
	}
	return end
}
