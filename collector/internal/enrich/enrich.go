package enrich

import (
	"fmt"
	"net/netip"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/sdk/event"
)

// Config is what an Enricher is made of.
type Config struct {
	// Agents is how many user agents are remembered. Defaults to 10,000, about 3 MB.
	Agents int
	// Countries tells countries. Defaults to none: every country is unknown.
	Countries *Countries
	// Now is the clock of the budget for new user agents. Defaults to time.Now.
	Now func() time.Time
}

// Peer is who sent a request.
type Peer struct {
	// IP is the address of the browser; it may be invalid when unknown.
	IP netip.Addr
	// UserAgent is the request's own.
	UserAgent string
	// OptOut is the browser's "Sec-GPC: 1".
	OptOut bool
}

// Site is what a site tells of itself.
type Site struct {
	ID int64
	// Hosts are the shop's own: those of the key's allow-list.
	Hosts Hosts
	// Gateways are payment gateways beyond those that every site has.
	Gateways Hosts
	// Staff are its own people.
	Staff Staff
	// Key hashes customer ids that look personal. It is as old as the site and never changes.
	Key []byte
}

// Enricher makes hits of events. It is safe for concurrent use.
type Enricher struct {
	agents    *Agents
	addresses *addresses
	sources   *Sources
	countries *Countries
}

// New reads the lists that are compiled in, but for that of user agents, and makes an Enricher.
func New(c Config) (*Enricher, error) {
	if c.Agents == 0 {
		c.Agents = 10_000
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	agents, err := NewAgents(c.Agents, c.Now)
	if err != nil {
		return nil, fmt.Errorf("enrich: %w", err)
	}
	addresses, err := newAddresses()
	if err != nil {
		return nil, fmt.Errorf("enrich: %w", err)
	}
	sources, err := NewSources()
	if err != nil {
		return nil, fmt.Errorf("enrich: %w", err)
	}
	return &Enricher{agents: agents, addresses: addresses, sources: sources, countries: c.Countries}, nil
}

// Warm reads the list of user agents, which takes about 0.1 s. The first event with a new user
// agent waits for it otherwise.
func (*Enricher) Warm() { userAgents() }

// Enrich makes a hit of an accepted event, which it leaves as it is, and tells what it scrubbed
// from the addresses of page and referrer. All of the hit is set but Time.
//
// salt is that of the event's day (see SaltDay); without one, and without an address, nobody
// gets a day hash. An event whose visitor said no altogether is the caller's to discard; should
// one come here, it is treated as anonymous.
func (n *Enricher) Enrich(e *event.Event, kind event.KeyKind, peer Peer, site Site, salt []byte) (journey.Hit, scrub.Found) {
	who := behind(e, kind, peer)
	agent := n.agents.Parse(who.UserAgent)
	hit := journey.Hit{
		Event:      *e,
		Source:     kind,
		FromClient: kind == event.BrowserKey || e.Client != nil,
		Device:     agent.Device,
		Browser:    agent.Browser,
		OS:         agent.OS,
		Country:    n.countries.Lookup(who.IP),
	}
	hit.Event.Client = nil
	hit.Event.Consent = Consent(e.Consent, kind, peer.OptOut)
	if hit.Event.Surface == "" {
		hit.Event.Surface = event.SurfaceOther
		if hit.FromClient {
			hit.Event.Surface = event.SurfaceWeb
		}
	}
	identify(&hit, who, site, salt)
	hit.Bot = n.apart(e, &hit, who, agent, &site)
	hit.Event.Environment = ""
	return hit, n.locate(&hit, site)
}

// behind is the browser that an event came from: the peer itself, or the client that a
// server names. A server's own address and user agent tell nothing of a visitor.
func behind(e *event.Event, kind event.KeyKind, peer Peer) Peer {
	if kind == event.BrowserKey {
		return peer
	}
	if e.Client == nil {
		return Peer{}
	}
	ip, err := netip.ParseAddr(e.Client.IP)
	if err != nil {
		ip = netip.Addr{}
	}
	return Peer{IP: ip, UserAgent: e.Client.UserAgent}
}

// identify settles who the hit's visitor and customer are, as far as consent goes.
func identify(hit *journey.Hit, who Peer, site Site, salt []byte) {
	if hit.Event.Consent == event.ConsentFull {
		hit.Event.VisitorID, hit.Event.CustomerID = CustomerID(site.Key, hit.Event.VisitorID), CustomerID(site.Key, hit.Event.CustomerID)
	} else {
		hit.Event.VisitorID, hit.Event.CustomerID = "", ""
	}
	hit.Visitor = hit.Event.VisitorID
	if hit.Visitor == "" && hit.FromClient && who.IP.IsValid() && len(salt) > 0 {
		hit.Visitor = DayHash(salt, site.ID, who.IP, who.UserAgent)
		hit.Hashed = true
	}
}

// locate settles where the hit happened and how the visitor came there, and tells what was
// scrubbed from it.
func (n *Enricher) locate(hit *journey.Hit, site Site) scrub.Found {
	page, referrer := n.addresses.parse(hit.Event.Page.URL), n.addresses.parse(hit.Event.Page.Referrer)
	hit.Event.Page.URL, hit.Landing = page.whole, page.path
	hit.Event.Page.Referrer = cleanReferrer(referrer, page.address, site)
	hit.Arrival, hit.Gateway = n.sources.arrive(page.address, referrer.address, site)
	if hit.Event.Name == event.NameAdImpression || hit.Event.Name == event.NameAdClick {
		hit.Arrival = n.sources.advertised(page.address, hit.Event.Params)
	}
	return page.found | referrer.found
}

// Browser is the family of a user agent's browser, "" when unknown.
func (n *Enricher) Browser(userAgent string) string { return n.agents.Parse(userAgent).Browser }
