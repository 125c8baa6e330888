package enrich

import (
	"errors"
	"fmt"
	"net/netip"

	"github.com/oschwald/maxminddb-golang/v2"
)

// ErrNoCountries says that a file holds no countries, for example an ASN database.
var ErrNoCountries = errors.New("the file tells no countries")

// Countries tells the country of an address, from a file that the operator brings: MaxMind's
// GeoLite2 or GeoIP2 (Country or City), DB-IP's, or another with their layout. A nil
// *Countries knows no country.
type Countries struct {
	db *maxminddb.Reader
}

// OpenCountries opens a file in MaxMind's DB format. It is mapped into memory, so replace it
// by renaming a new one over it, never by writing into it. ErrNoCountries is one of its errors.
func OpenCountries(path string) (*Countries, error) {
	db, err := maxminddb.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open country file %s: %w", path, err)
	}
	c := &Countries{db: db}
	if !c.tellsCountries() {
		return nil, errors.Join(fmt.Errorf("open country file %s: %w", path, ErrNoCountries), db.Close())
	}
	return c, nil
}

// tellsCountries looks into the first records; some networks have no country even in a good file.
func (c *Countries) tellsCountries() bool {
	const enough = 1000
	looked := 0
	for record := range c.db.Networks() {
		if country(record) != "" {
			return true
		}
		if looked++; looked == enough {
			break
		}
	}
	return false
}

// Lookup is the ISO 3166-1 alpha-2 code of an address's country, "" when unknown. It is safe
// for concurrent use, except with Close.
func (c *Countries) Lookup(ip netip.Addr) string {
	if c == nil || !ip.IsValid() {
		return ""
	}
	return country(c.db.Lookup(ip.Unmap().WithZone("")))
}

// Close gives the file back. Lookup must not be called any more.
func (c *Countries) Close() error {
	if c == nil {
		return nil
	}
	return c.db.Close()
}

// country reads where the address is used, not where its network is registered: for a
// country of customers, the latter would only be a guess.
func country(record maxminddb.Result) string {
	var code string
	if err := record.DecodePath(&code, "country", "iso_code"); err != nil || len(code) != 2 {
		return ""
	}
	for _, letter := range code {
		if letter < 'A' || letter > 'Z' {
			return ""
		}
	}
	return code
}
