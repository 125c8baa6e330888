package enrich

import (
	"errors"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/maxmind/mmdbwriter"
	"github.com/maxmind/mmdbwriter/mmdbtype"
)

// countryFile writes a file like an operator's: records by network.
func countryFile(t *testing.T, records map[string]mmdbtype.Map) string {
	t.Helper()
	tree, err := mmdbwriter.New(mmdbwriter.Options{DatabaseType: "Test-Country", IncludeReservedNetworks: true})
	if err != nil {
		t.Fatal(err)
	}
	for network, record := range records {
		_, parsed, err := net.ParseCIDR(network)
		if err != nil {
			t.Fatal(err)
		}
		if err := tree.Insert(parsed, record); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "country.mmdb")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.WriteTo(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func inCountry(code string) mmdbtype.Map {
	return mmdbtype.Map{"country": mmdbtype.Map{"iso_code": mmdbtype.String(code)}}
}

func openCountries(t *testing.T, records map[string]mmdbtype.Map) *Countries {
	t.Helper()
	c, err := OpenCountries(countryFile(t, records))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func TestCountries(t *testing.T) {
	countries := openCountries(t, map[string]mmdbtype.Map{
		"5.22.0.0/17":     inCountry("IR"),
		"2001:db8:1::/48": inCountry("AE"),
		"198.51.100.0/24": {"registered_country": mmdbtype.Map{"iso_code": mmdbtype.String("US")}},
		"203.0.113.0/24":  inCountry("xx"),
	})
	for ip, want := range map[string]string{
		"5.22.1.1":           "IR",
		"::ffff:5.22.1.1":    "IR",
		"2001:db8:1::5":      "AE",
		"2001:db8:1::5%eth0": "AE",
		"5.22.128.1":         "",
		"198.51.100.1":       "",
		"203.0.113.1":        "",
		"127.0.0.1":          "",
	} {
		if got := countries.Lookup(netip.MustParseAddr(ip)); got != want {
			t.Errorf("%s: %q, want %q", ip, got, want)
		}
	}
	if got := countries.Lookup(netip.Addr{}); got != "" {
		t.Errorf("no address is in %q", got)
	}
}

func TestNoCountries(t *testing.T) {
	var none *Countries
	if got := none.Lookup(netip.MustParseAddr("5.22.1.1")); got != "" || none.Close() != nil {
		t.Errorf("no file knows %q", got)
	}
	asn := countryFile(t, map[string]mmdbtype.Map{"5.22.0.0/17": {"autonomous_system_number": mmdbtype.Uint32(1)}})
	if _, err := OpenCountries(asn); !errors.Is(err, ErrNoCountries) {
		t.Errorf("an ASN file: %v", err)
	}
	if _, err := OpenCountries(filepath.Join(t.TempDir(), "missing.mmdb")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	text := filepath.Join(t.TempDir(), "text.mmdb")
	if err := os.WriteFile(text, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCountries(text); err == nil {
		t.Error("a text file opens")
	}
}
