package scrub

import "strings"

// fewestDigits is how many digits the shortest number has that is looked for.
const fewestDigits = 10

// Clear tells that there can be nothing to find in a text.
func Clear(s string) bool {
	at, digits := suspicious(s)
	return !at && !digits
}

// Words returns a text that people wrote with everything found in it marked, and adds what was
// found to found. Where nothing is found it is s itself.
func Words(s string, found *Found) string { return text(s, false, found) }

// Code is Words for what may just as well be a code: a national id must begin with a zero, as
// no count does, and stand in one piece; a card must have at least 15 digits.
func Code(s string, found *Found) string { return text(s, true, found) }

// ID returns an id with e-mail addresses marked: it is a code for whoever made it, and its
// numbers mean something to them.
func ID(s string, found *Found) string {
	if at, _ := suspicious(s); at {
		return replace(s, emails(s), found)
	}
	return s
}

func text(s string, code bool, found *Found) string {
	at, digits := suspicious(s)
	if at {
		s = replace(s, emails(s), found)
	}
	if digits {
		s = replace(s, numbers(s, code), found)
	}
	return s
}

// suspicious tells whether there may be an address, and digits enough for a number.
func suspicious(s string) (at, digits bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n++
		case c == '@':
			at = true
		case c == '%':
			at = at || strings.HasPrefix(s[i:], escapedAt)
		case c < 0x80:
		case c == 0xd9 && i+1 < len(s) && s[i+1] >= 0xa0 && s[i+1] <= 0xa9, // Arabic
			c == 0xdb && i+1 < len(s) && s[i+1] >= 0xb0 && s[i+1] <= 0xb9,                   // Persian
			c == 0xef && i+2 < len(s) && s[i+1] == 0xbc && s[i+2] >= 0x90 && s[i+2] <= 0x99: // full width
			n++
		case c == 0xef:
			at = at || strings.HasPrefix(s[i:], wideAt)
		}
	}
	return at, n >= fewestDigits
}

// span is a part of a text that is to be marked.
type span struct {
	begin, end int
	kind       Kind
}

func replace(s string, spans []span, found *Found) string {
	if len(spans) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	done := 0
	for _, p := range spans {
		found.Add(p.kind)
		b.WriteString(s[done:p.begin])
		b.WriteString(p.kind.Mark())
		done = p.end
	}
	b.WriteString(s[done:])
	return b.String()
}
