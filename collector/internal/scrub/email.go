package scrub

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The @ in other clothes.
const (
	escapedAt = "%40"
	wideAt    = "＠"
)

// The longest parts of an address, in bytes: what an address may have, doubled for scripts.
const (
	longestLocal  = 128
	longestDomain = 255
)

// emails finds the e-mail addresses of a text.
func emails(s string) []span {
	var all []span
	for at := 0; at < len(s); {
		width := atSign(s[at:])
		if width == 0 {
			at++
			continue
		}
		low := 0
		if len(all) > 0 {
			low = all[len(all)-1].end
		}
		begin, end := localBegin(s, low, at), domainEnd(s, at+width)
		if begin < at && mailDomain(s[at+width:end]) {
			all = append(all, span{begin, end, Email})
			at = end
			continue
		}
		at += width
	}
	return all
}

// atSign is the width of the @ that s begins with, 0 without one.
func atSign(s string) int {
	switch {
	case s[0] == '@':
		return 1
	case s[0] == '%' && strings.HasPrefix(s, escapedAt):
		return len(escapedAt)
	case s[0] == wideAt[0] && strings.HasPrefix(s, wideAt):
		return len(wideAt)
	}
	return 0
}

// localBegin is where the name before an @ begins; at where there is none.
func localBegin(s string, low, at int) int {
	begin := at
	for begin > max(low, at-longestLocal) {
		c, size := utf8.DecodeLastRuneInString(s[low:begin])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && !strings.ContainsRune("._+-%!#$&*=^~", c) {
			break
		}
		begin -= size
	}
	for begin < at && (s[begin] == '.' || s[begin] == '-') {
		begin++
	}
	return begin
}

// domainEnd is where the domain after an @ ends.
func domainEnd(s string, begin int) int {
	end := begin
	for end < min(len(s), begin+longestDomain) {
		c, size := utf8.DecodeRuneInString(s[end:])
		if c == utf8.RuneError || !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && c != '.' && c != '-' {
			break
		}
		end += size
	}
	for end > begin && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	return end
}

// mailDomain tells whether mail could go to a domain. What ends as files do is no domain:
// logo@2x.png, lodash@4.17.21.min.js.
func mailDomain(domain string) bool {
	dot := strings.LastIndexByte(domain, '.')
	if dot <= 0 || strings.Contains(domain, "..") {
		return false
	}
	top := domain[dot+1:]
	if strings.HasPrefix(top, "xn--") {
		return true
	}
	if utf8.RuneCountInString(top) < 2 || strings.IndexFunc(top, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) }) >= 0 {
		return false
	}
	switch strings.ToLower(top) {
	case "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "js", "mjs", "css", "map", "json", "html", "htm", "php", "woff":
		return false
	}
	return true
}
