package enrich

import (
	"fmt"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// maxUserAgent bounds what is read of a user agent, in bytes. Real ones stay below 400.
const maxUserAgent = 512

// The budget for names of browsers that no earlier event had: 500 a second at about 0.1 ms
// keep a core busy for a twentieth of it. The burst lets a shop's usual mix in at once.
const (
	namesPerSecond = 500
	namesBurst     = 1000
)

// Agent is what a user agent tells.
type Agent struct {
	// Device is one of the device classes, "" when unknown.
	Device string
	// Browser and OS are families of the user agent database, "" when it knows none and
	// for robots.
	Browser string
	OS      string
	// Bot is why the user agent is a robot's, "" for people.
	Bot string
}

// Agents reads user agents. It is safe for concurrent use.
//
// A user agent seen lately costs a look into a bounded cache. The cache admits by second
// use, so a flood of invented user agents does not push out those that shoppers have.
//
// A new one costs about 0.1 ms for device, operating system and robot rules, and as much
// again for the browser's name. The name is on a budget: while it is spent, Browser stays "" and
// the answer is not kept, so that the same user agent gets its name later. The price is that
// under a flood of invented user agents a visitor with a rare one may go without a browser's
// name. Everything else is always told, whatever the load.
type Agents struct {
	robots *robots
	seen   *lru.TwoQueueCache[string, Agent]
	budget *rate.Limiter
	now    func() time.Time
}

// NewAgents keeps the answers for up to cacheSize user agents (at least 1; some 300 bytes
// each). now is the clock that the budget runs by.
func NewAgents(cacheSize int, now func() time.Time) (*Agents, error) {
	seen, err := lru.New2Q[string, Agent](cacheSize)
	if err != nil {
		return nil, fmt.Errorf("user agent cache: %w", err)
	}
	robots, err := newRobots()
	if err != nil {
		return nil, err
	}
	return &Agents{
		robots: robots,
		seen:   seen,
		budget: rate.NewLimiter(namesPerSecond, namesBurst),
		now:    now,
	}, nil
}

// Parse reads a user agent, of which the first 512 bytes count.
func (a *Agents) Parse(ua string) Agent {
	if ua = trimUserAgent(ua); ua == "" {
		return Agent{}
	}
	if agent, ok := a.seen.Get(ua); ok {
		return agent
	}
	agent := Agent{Bot: a.robots.reason(ua), OS: userAgents().system(ua)}
	agent.Device = device(strings.ToLower(ua), agent.OS)
	if agent.Bot == BotNone {
		if !a.budget.AllowN(a.now(), 1) {
			return agent
		}
		agent.Browser = userAgents().browser(ua)
	}
	// A copy, lest the cache hold on to the whole request that the string is a part of.
	a.seen.Add(strings.Clone(ua), agent)
	return agent
}

// trimUserAgent is the part of a user agent that counts, for names and for day hashes alike.
func trimUserAgent(ua string) string {
	ua = strings.TrimSpace(ua)
	if len(ua) > maxUserAgent {
		ua = ua[:maxUserAgent]
	}
	return ua
}
