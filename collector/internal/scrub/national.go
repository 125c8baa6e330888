package scrub

import "strings"

// lastCity is the highest of the three digits that an id begins with: those of the city that
// issued it.
const lastCity = "699"

// isNational tells whether a number is an Iranian national id: ten digits of which the last
// checks the others, in one piece or as 3-6-1. ISBN-10 has almost the same check digit, so what
// is called one, or is written in its four groups, is none; nor is an amount of whole thousands.
func isNational(n number, code bool) bool {
	d := n.digits
	if len(d) != 10 || n.plus || n.paren || n.isbn || strings.Count(d, d[:1]) == 10 {
		return false
	}
	whole := len(n.sizes) == 1
	grouped := len(n.sizes) == 3 && n.sizes[0] == 3 && n.sizes[1] == 6
	if code && (!whole || d[0] != '0') || !whole && !grouped {
		return false
	}
	if city := d[:3]; city == "000" || city > lastCity || d[0] != '0' && strings.HasSuffix(d, "000") {
		return false
	}
	sum := 0
	for i := range 9 {
		sum += int(d[i]-'0') * (10 - i)
	}
	check := sum % 11
	if check >= 2 {
		check = 11 - check
	}
	return int(d[9]-'0') == check
}
