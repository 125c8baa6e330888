package sdk

import (
	"unicode"
	"unicode/utf8"
)

// Limits of text in bytes of JSON. Those of ids are missing on purpose: an id that is cut
// becomes somebody else's, so it travels whole and the collector refuses the event, saying so.
const (
	maxText     = 4 << 10 // of a param: shoppers write it, and one text must not crowd out the rest
	maxItemText = 512     // of an item
)

// appendText writes a JSON string that every collector takes: invalid UTF-8 becomes U+FFFD
// and a control character a space, but for tabs and line breaks where there may be many
// lines. Beyond limit bytes (0: any number) the text is cut between two characters, and cut
// is true.
func appendText(b []byte, s string, limit int, lines bool) (_ []byte, cut bool) {
	b = append(b, '"')
	end := len(b) + limit
	if limit > 0 && len(s) > limit {
		s, cut = s[:boundary(s, limit)], true // nothing becomes shorter below but C1 controls
	}
	run := 0 // where the characters begin that need no change and are not written yet
	for i := 0; i < len(s); {
		if i+8 <= len(s) && plain8(s[i:i+8]) {
			i += 8
			continue
		}
		if c := s[i]; c >= ' ' && c < 0x7f && c != '"' && c != '\\' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r >= utf8.RuneSelf && !unicode.IsControl(r) && (r != utf8.RuneError || size > 1) {
			i += size
			continue
		}
		b = append(b, s[run:i]...)
		b = appendChanged(b, r, lines)
		i += size
		run = i
	}
	b = append(b, s[run:]...)
	if limit > 0 && len(b) > end {
		b, cut = b[:whole(b, boundary(b, end))], true
	}
	return append(b, '"'), cut
}

// plain8 is plain of eight characters at once, as those of user agents and addresses.
func plain8(s string) bool {
	const each, high = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	_ = s[7]
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	quote, slash, del := x^each*'"', x^each*'\\', x^each*0x7f
	return (x|(x-each*' ')|(quote-each)&^quote|(slash-each)&^slash|(del-each)&^del)&high == 0
}

// plain tells whether a text can stand in JSON as it is.
func plain(s string) bool {
	for ; len(s) >= 8; s = s[8:] {
		if !plain8(s[:8]) {
			return false
		}
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// appendChanged writes a character that can't stand in JSON or in an event as it is.
func appendChanged(b []byte, r rune, lines bool) []byte {
	switch {
	case r == '"' || r == '\\':
		return append(b, '\\', byte(r))
	case r == utf8.RuneError:
		return utf8.AppendRune(b, r)
	case lines && r == '\n':
		return append(b, '\\', 'n')
	case lines && r == '\r':
		return append(b, '\\', 'r')
	case lines && r == '\t':
		return append(b, '\\', 't')
	}
	return append(b, ' ')
}

// boundary is the last index at or before end that is between two characters. In what is
// not UTF-8 it may be inside of something, but never far off.
func boundary[T string | []byte](s T, end int) int {
	for range utf8.UTFMax - 1 {
		if end == 0 || utf8.RuneStart(s[end]) {
			break
		}
		end--
	}
	return end
}

// whole steps back from the middle of an escape.
func whole(b []byte, end int) int {
	slashes := 0
	for end-slashes > 0 && b[end-slashes-1] == '\\' {
		slashes++
	}
	return end - slashes%2
}
