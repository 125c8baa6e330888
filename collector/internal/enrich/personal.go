package enrich

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// PersonalID tells whether a customer id looks like an e-mail address or a phone number,
// which are stored only as KeyedHash. Digits may be Latin, Persian or Arabic. A phone number
// is one with an international prefix, a national one with its leading zero, a mobile number
// of Iran or the Arab world without it, or one written in groups as in North America; other
// digits are a shop's own count. When in doubt it says yes: a hashed id still tells customers
// apart, a stored phone number cannot be taken back.
func PersonalID(id string) bool {
	return looksLikeEmail(id) || looksLikePhone(id)
}

// looksLikeEmail finds an address anywhere in s, also with its @ still escaped.
func looksLikeEmail(s string) bool {
	s = strings.ReplaceAll(s, "%40", "@")
	if !strings.Contains(s, "@") {
		return false
	}
	parts := strings.Split(s, "@")
	for i := 1; i < len(parts); i++ {
		local, domain := parts[i-1], parts[i]
		if local == "" || strings.ContainsRune(" \t/?=&:,;<(", rune(local[len(local)-1])) {
			continue
		}
		if end := strings.IndexAny(domain, " \t/?&,;>)|"); end >= 0 {
			domain = domain[:end]
		}
		if dot := strings.LastIndexByte(domain, '.'); dot > 0 && utf8.RuneCountInString(domain[dot+1:]) > 1 {
			return true
		}
	}
	return false
}

// mobiles are the beginnings of mobile numbers and how many digits follow, for numbers
// written without + and leading zero.
var mobiles = []struct {
	prefix string
	rest   int
}{
	{"989", 9}, {"9", 9}, // Iran
	{"9665", 8},                           // Saudi Arabia
	{"9715", 8},                           // United Arab Emirates
	{"201", 9},                            // Egypt
	{"9647", 9},                           // Iraq
	{"9627", 8},                           // Jordan
	{"965", 8},                            // Kuwait
	{"968", 8},                            // Oman
	{"973", 8},                            // Bahrain
	{"974", 8},                            // Qatar
	{"2126", 8},                           // Morocco
	{"2135", 8}, {"2136", 8}, {"2137", 8}, // Algeria
}

func looksLikePhone(s string) bool {
	digits, groups, ok := phoneDigits(s)
	if !ok {
		return false
	}
	if international, found := strings.CutPrefix(digits, "+"); found {
		return between(len(international), 8, 15) && !strings.Contains(international, "+")
	}
	switch {
	case strings.Contains(digits, "+"):
		return false
	case strings.HasPrefix(digits, "00"):
		return between(len(digits), 10, 17) && digits[2] != '0'
	case strings.HasPrefix(digits, "0"):
		return between(len(digits), 9, 11)
	case groups == "3-3-4":
		return true
	}
	for _, m := range mobiles {
		if strings.HasPrefix(digits, m.prefix) && len(digits) == len(m.prefix)+m.rest {
			return true
		}
	}
	return false
}

// phoneDigits brings a number to Latin digits and +, and tells the sizes of its groups.
// ok is false when s holds anything else than a number would.
func phoneDigits(s string) (digits, groups string, ok bool) {
	var b, g strings.Builder
	size := 0
	s = strings.TrimPrefix(strings.TrimSpace(s), "tel:")
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			d, known := latinDigit(r)
			if !known {
				return "", "", false
			}
			b.WriteByte(d)
			size++
		case r == '+':
			b.WriteByte('+')
		case strings.ContainsRune(" -.()\u00a0\u200c\u200e\u200f\u202a\u202c", r):
			if size > 0 {
				g.WriteByte(byte('0' + min(size, 9)))
				g.WriteByte('-')
				size = 0
			}
		default:
			return "", "", false
		}
	}
	if size > 0 {
		g.WriteByte(byte('0' + min(size, 9)))
	}
	return b.String(), strings.TrimSuffix(g.String(), "-"), b.Len() > 0
}

// latinDigit reads a Latin, Arabic (U+0660) or Persian (U+06F0) digit.
func latinDigit(r rune) (byte, bool) {
	for _, zero := range []rune{'0', '\u0660', '\u06f0'} {
		if r >= zero && r <= zero+9 {
			return byte('0' + r - zero), true
		}
	}
	return 0, false
}

func between(n, low, high int) bool {
	return n >= low && n <= high
}
