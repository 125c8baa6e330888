package enrich

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// RobotsVersion names the rules that tell robots from people: the version of the
// crawler-user-agents list, and after the plus sign that of our own.
const RobotsVersion = "1.60.0+1"

// Why an event counts as a robot's. There are no others, so a report by reason stays short.
const (
	BotNone        = ""
	BotHeadless    = "headless"      // a browser that a program drives
	BotLibrary     = "http_library"  // a program's HTTP client
	BotCrawler     = "crawler"       // a search engine, monitor, link preview, scanner
	BotNoUserAgent = "no_user_agent" // no browser sends none
)

// Bot tells why an event counts as a robot's, "" for a person's. agent is what the user
// agent ua parses to.
//
// What a shop's server says on its own account is never a robot's, nor are orders that it
// reports: the money was real. A server that knows no user agent of its client is believed
// too. Inside a shop's own app, an HTTP library is how the app speaks, and no sign of a robot.
func Bot(e *event.Event, kind event.KeyKind, ua string, agent Agent) string {
	if kind == event.ServerKey {
		if ofMoney(e.Name) || e.Client == nil {
			return BotNone
		}
	}
	app := e.Surface == event.SurfaceApp
	switch {
	case strings.TrimSpace(ua) == "":
		if kind == event.BrowserKey && !app {
			return BotNoUserAgent
		}
		return BotNone
	case app && agent.Bot == BotLibrary:
		return BotNone
	}
	return agent.Bot
}

// robots are the compiled rules. Nearly all of the list's 1,500 patterns are plain text;
// looking for each takes some 30 µs together, while one regular expression of them all would
// take a millisecond.
type robots struct {
	classes []robotClass // in the order that they are asked
}

type robotClass struct {
	reason   string
	parts    []string // anywhere
	prefixes []string // at the beginning
	patterns []*regexp.Regexp
}

// newRobots compiles the lists that are compiled in.
func newRobots() (*robots, error) {
	unused := make(map[string]bool)
	err := pairs("crawlers_unused.tsv", "\t", func(pattern, _ string) error {
		unused[pattern] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	classes := []robotClass{{reason: BotHeadless}, {reason: BotLibrary}, {reason: BotCrawler}}
	err = pairs("crawlers.tsv", "\t", func(class, pattern string) error {
		i := slices.IndexFunc(classes, func(c robotClass) bool { return c.reason == class })
		if i < 0 {
			return fmt.Errorf("unknown class %q", class)
		}
		if unused[pattern] {
			delete(unused, pattern)
			return nil
		}
		return classes[i].add(pattern)
	})
	if err != nil {
		return nil, err
	}
	for pattern := range unused {
		return nil, fmt.Errorf("list crawlers_unused.tsv: %q is no pattern of crawlers.tsv", pattern)
	}
	return &robots{classes: classes}, nil
}

// add compiles a pattern in its cheapest form.
func (c *robotClass) add(pattern string) error {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return fmt.Errorf("pattern %q: %w", pattern, err)
	}
	text, anchored, plain := plainText(parsed.Simplify())
	switch {
	case plain && anchored:
		c.prefixes = append(c.prefixes, text)
	case plain:
		c.parts = append(c.parts, text)
	default:
		compiled, err := regexp.Compile(pattern)
		if err != nil {
			return fmt.Errorf("pattern %q: %w", pattern, err)
		}
		c.patterns = append(c.patterns, compiled)
	}
	return nil
}

// plainText tells whether a pattern is mere text, maybe anchored at the beginning.
func plainText(re *syntax.Regexp) (text string, anchored, plain bool) {
	if re.Op == syntax.OpConcat && len(re.Sub) == 2 && re.Sub[0].Op == syntax.OpBeginText {
		re, anchored = re.Sub[1], true
	}
	if re.Op != syntax.OpLiteral || re.Flags&syntax.FoldCase != 0 {
		return "", false, false
	}
	return string(re.Rune), anchored, true
}

// reason classifies a user agent that is not empty.
func (r *robots) reason(ua string) string {
	for _, class := range r.classes {
		if class.matches(ua) {
			return class.reason
		}
	}
	return ownRules(strings.ToLower(ua))
}

func (c robotClass) matches(ua string) bool {
	contains := func(part string) bool { return strings.Contains(ua, part) }
	begins := func(prefix string) bool { return strings.HasPrefix(ua, prefix) }
	return slices.ContainsFunc(c.parts, contains) || slices.ContainsFunc(c.prefixes, begins) ||
		slices.ContainsFunc(c.patterns, func(re *regexp.Regexp) bool { return re.MatchString(ua) })
}
