package enrich

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/ua-parser/uap-go/uaparser"
)

// families name what user agents are of. They ask the patterns of the user agent database in
// its order, as the database itself would, but only those that can match: nearly every pattern
// has words of which one must be there, and to look for words takes a tenth of the time. It is
// safe for concurrent use.
type families struct{ browsers, systems []family }

// family is one pattern.
type family struct {
	// words are in lower case: where none of them is, nothing matches. None means that there
	// is no telling.
	words []string
	// name is the family of a user agent, "" where the pattern does not match.
	name func(ua string) string
}

// userAgents are the families of the database, which says the same to everybody: compiling its
// patterns takes 80 ms, so a process does it once, and one that reads no user agent never. The
// database is part of the program, so that this fails only in a program that was never tested.
var userAgents = sync.OnceValue(func() *families {
	database, err := uaparser.New(uaparser.WithCacheSize(1))
	if err != nil {
		panic(err)
	}
	// The database's device parsers name models, not classes, and are let go of.
	var f families
	for _, p := range database.UA {
		words, err := wordsOf(p.Reg)
		if err != nil {
			panic(err)
		}
		f.browsers = append(f.browsers, family{words, func(ua string) string {
			var found uaparser.UserAgent
			p.Match(ua, &found)
			return found.Family
		}})
	}
	for _, p := range database.OS {
		words, err := wordsOf(p.Reg)
		if err != nil {
			panic(err)
		}
		f.systems = append(f.systems, family{words, func(ua string) string {
			var found uaparser.Os
			p.Match(ua, &found)
			return found.Family
		}})
	}
	return &f
})

// browser and system name the families of a user agent, "" where the database knows none.
func (f *families) browser(ua string) string { return nameOf(f.browsers, ua) }
func (f *families) system(ua string) string  { return nameOf(f.systems, ua) }

func nameOf(all []family, ua string) string {
	lower := lowerASCII(ua)
	for i := range all {
		if lower != "" && !all[i].possible(lower) {
			continue
		}
		if name := all[i].name(ua); name == "Other" {
			return ""
		} else if name != "" {
			return name
		}
	}
	return ""
}

// lowerASCII is a text in lower case, "" where it is not ASCII: patterns fold other scripts in
// ways of their own.
func lowerASCII(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return ""
		}
	}
	return strings.ToLower(s)
}

func (f *family) possible(lower string) bool {
	if f.words == nil {
		return true
	}
	for _, word := range f.words {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// wordsOf are the words of a pattern, nil where there is no telling.
func wordsOf(pattern *regexp.Regexp) ([]string, error) {
	tree, err := syntax.Parse(pattern.String(), syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("user agent pattern %s: %w", pattern, err)
	}
	return needed(tree), nil
}

// needed are texts of which every match of a pattern holds one, nil where there is no telling.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if word := lowerASCII(string(re.Rune)); word != "" {
			return []string{word}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, part := range re.Sub {
			if words := needed(part); shortest(words) > shortest(best) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, way := range re.Sub {
			words := needed(way)
			if words == nil {
				return nil
			}
			all = append(all, words...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest of some words, 0 without any.
func shortest(words []string) int {
	if len(words) == 0 {
		return 0
	}
	n := len(words[0])
	for _, word := range words[1:] {
		n = min(n, len(word))
	}
	return n
}
