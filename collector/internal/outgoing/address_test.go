package outgoing

import (
	"net/netip"
	"strings"
	"testing"
)

func TestPublic(t *testing.T) {
	for kind, addresses := range map[string]string{
		"unspecified": "0.0.0.0 :: 0.1.2.3 ::ffff:0.0.0.0",
		"loopback":    "127.0.0.1 127.255.255.254 ::1 ::ffff:127.0.0.1 ::127.0.0.1",
		"private":     "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 ::ffff:10.0.0.1 fc00::1 fd12:3456::1 fec0::1",
		"carrier":     "100.64.0.1 100.127.255.255",
		"link-local":  "169.254.169.254 fe80::1 fe80::1%eth0 ::ffff:169.254.169.254",
		"multicast":   "224.0.0.1 239.255.255.255 ff02::1 ff0e::1",
		"reserved":    "240.0.0.1 255.255.255.255 192.0.0.1 192.88.99.1 198.18.0.1 198.19.255.255 192.0.2.1 198.51.100.1 203.0.113.7 2001:db8::1 3fff::1 100::1 5f00::1",
		"translated":  "64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 2002:7f00:1::1 2002:a00:1::1 2001::1",
	} {
		for _, text := range strings.Fields(addresses) {
			if Public(netip.MustParseAddr(text)) {
				t.Errorf("%s counts as public, and is %s", text, kind)
			}
		}
	}
	for _, text := range strings.Fields("1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.0.0.1 128.0.0.1 169.253.0.1 172.15.0.1 172.32.0.1 " +
		"192.0.1.1 192.167.0.1 192.169.0.1 198.17.0.1 198.20.0.1 223.255.255.255 ::ffff:8.8.8.8 2606:4700::1111 2a00::1 2001:200::1 2003::1") {
		if !Public(netip.MustParseAddr(text)) {
			t.Errorf("%s does not count as public", text)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address at all counts as public")
	}
}
