package outgoing

import (
	"net/netip"
	"slices"
)

// Public tells whether an address belongs to the public internet, where nobody answers a
// collector who would not answer anybody. An IPv4 address written as one of IPv6 is judged as
// what it is. What is translated or tunnelled on its way (NAT64, 6to4, Teredo) is not public:
// it may end at any address of IPv4.
func Public(addr netip.Addr) bool {
	if addr.Zone() != "" {
		return false // of one link
	}
	addr = addr.Unmap()
	in := func(p netip.Prefix) bool { return p.Contains(addr) }
	if addr.Is6() && !unicast6().Contains(addr) {
		return false
	}
	return addr.IsValid() && !slices.ContainsFunc(special(), in)
}

// unicast6 is all that was ever handed out of IPv6 for the public.
func unicast6() netip.Prefix { return netip.MustParsePrefix("2000::/3") }

// special are the networks of IANA's registries of special purposes. Of IPv6 there are only
// those within unicast6: loopback, link-local, unique local, multicast, NAT64 and the rest lie
// outside.
func special() []netip.Prefix {
	return []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),      // this network
		netip.MustParsePrefix("10.0.0.0/8"),     // private
		netip.MustParsePrefix("100.64.0.0/10"),  // behind a carrier's NAT
		netip.MustParsePrefix("127.0.0.0/8"),    // loopback
		netip.MustParsePrefix("169.254.0.0/16"), // link-local, and where clouds answer for their machines
		netip.MustParsePrefix("172.16.0.0/12"),  // private
		netip.MustParsePrefix("192.0.0.0/24"),   // of protocols
		netip.MustParsePrefix("192.0.2.0/24"),   // documentation
		netip.MustParsePrefix("192.88.99.0/24"), // relays of 6to4
		netip.MustParsePrefix("192.168.0.0/16"), // private
		netip.MustParsePrefix("198.18.0.0/15"),  // benchmarks
		netip.MustParsePrefix("198.51.100.0/24"),
		netip.MustParsePrefix("203.0.113.0/24"),
		netip.MustParsePrefix("224.0.0.0/4"), // multicast
		netip.MustParsePrefix("240.0.0.0/4"), // reserved, and broadcast
		netip.MustParsePrefix("2001::/23"),   // of protocols, Teredo among them
		netip.MustParsePrefix("2001:db8::/32"),
		netip.MustParsePrefix("2002::/16"), // 6to4
		netip.MustParsePrefix("3fff::/20"), // documentation
	}
}
