package entrance

import (
	"container/list"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"sync"
)

// MostConnections is how many connections are held at once at the most, where the system lets
// the process have as many files. Idle ones cost some 10 kB each.
const MostConnections = 4096

// Connections bounds how many connections a server holds. It is safe for concurrent use.
type Connections struct {
	most     int
	mu       sync.Mutex
	open     map[net.Conn]*connection
	networks map[netip.Addr]*network
}

// connection is one of a network's. at is its place in one of the network's lists.
type connection struct {
	conn    net.Conn
	from    netip.Addr
	waiting bool
	at      *list.Element
}

// network is what is open from one address, of IPv6 from its /64. Who has been in a list the
// longest stands in front.
type network struct {
	waiting list.List // have no request under way
	working list.List
}

func (n *network) list(waiting bool) *list.List {
	if waiting {
		return &n.waiting
	}
	return &n.working
}

func (n *network) size() int { return n.waiting.Len() + n.working.Len() }

// NewConnections bounds the connections of a server: MostConnections, or fewer where the
// process may not open twice as many files.
func NewConnections() *Connections { return newConnections(min(MostConnections, mostFiles()/2)) }

func newConnections(most int) *Connections {
	return &Connections{most: most, open: map[net.Conn]*connection{}, networks: map[netip.Addr]*network{}}
}

// Track is the server's ConnState.
func (c *Connections) Track(conn net.Conn, state http.ConnState) {
	if out := c.follow(conn, state); out != nil {
		_ = plain(out).Close() // it is the peer's loss, whatever comes of it
	}
}

// follow notes what became of a connection, and returns the one that has to go for it.
func (c *Connections) follow(conn net.Conn, state http.ConnState) (out net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		c.add(conn)
		if len(c.open) > c.most {
			victim := c.victim()
			c.remove(victim.conn)
			return victim.conn
		}
	case http.StateActive:
		c.move(conn, false)
	case http.StateIdle:
		c.move(conn, true)
	case http.StateClosed, http.StateHijacked:
		c.remove(conn)
	}
	return nil
}

func (c *Connections) add(conn net.Conn) {
	added := &connection{conn: conn, from: networkOf(conn.RemoteAddr()), waiting: true}
	n := c.networks[added.from]
	if n == nil {
		n = &network{}
		c.networks[added.from] = n
	}
	added.at = n.waiting.PushBack(added)
	c.open[conn] = added
}

// move puts a connection to those that wait or to those that work. One that had to go already
// is none of either.
func (c *Connections) move(conn net.Conn, waiting bool) {
	found := c.open[conn]
	if found == nil || found.waiting == waiting {
		return
	}
	n := c.networks[found.from]
	n.list(found.waiting).Remove(found.at)
	found.waiting = waiting
	found.at = n.list(waiting).PushBack(found)
}

func (c *Connections) remove(conn net.Conn) {
	found := c.open[conn]
	if found == nil {
		return
	}
	n := c.networks[found.from]
	n.list(found.waiting).Remove(found.at)
	delete(c.open, conn)
	if n.size() == 0 {
		delete(c.networks, found.from)
	}
}

// victim is the connection that can be spared best. It is asked for only when there are too
// many, so it may look at every network.
func (c *Connections) victim() *connection {
	var largest *network
	for _, n := range c.networks {
		if largest == nil || n.size() > largest.size() {
			largest = n
		}
	}
	front := largest.waiting.Front()
	if front == nil {
		front = largest.working.Front()
	}
	return front.Value.(*connection)
}

// networkOf is the address of a peer, of IPv6 its /64: that is what one subscriber is given.
// What has none, as a socket of the system, is one network.
func networkOf(peer net.Addr) netip.Addr {
	tcp, ok := peer.(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	addr := tcp.AddrPort().Addr().Unmap().WithZone("")
	if addr.Is6() {
		return netip.PrefixFrom(addr, 64).Masked().Addr()
	}
	return addr
}

// plain is the connection below TLS: closing that says no goodbye, for which a peer who does not
// read would let us wait.
func plain(conn net.Conn) net.Conn {
	if secure, ok := conn.(*tls.Conn); ok {
		return secure.NetConn()
	}
	return conn
}
