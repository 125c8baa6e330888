package enrich

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/netip"
)

// A mark begins every hash that stands for an id, so that a reader tells one at a glance.
const (
	dayMark = "~"
	keyMark = "~~"
)

// hashBytes are kept of an HMAC-SHA256. At 128 bits, a chance meeting of two visitors of one
// day is out of the question.
const hashBytes = 16

// DayHash is the estimate of a visitor who may not, or cannot, be recognised: an HMAC over
// site, address and user agent, by a salt that is destroyed two days after its day. Without
// the salt it leads nowhere. It begins with "~".
func DayHash(salt []byte, site int64, ip netip.Addr, userAgent string) string {
	mac := hmac.New(sha256.New, salt)
	var head [24]byte
	binary.BigEndian.PutUint64(head[:8], uint64(site))
	whole := ip.As16() // so that an IPv4 address is the same however it was written
	copy(head[8:], whole[:])
	mac.Write(head[:])
	mac.Write([]byte(trimUserAgent(userAgent)))
	return dayMark + short(mac.Sum(nil))
}

// KeyedHash stands for a customer id that looks personal. The same id has the same hash for
// as long as the site keeps its key, so the customer is still one customer. It begins with "~~".
func KeyedHash(key []byte, id string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id))
	return keyMark + short(mac.Sum(nil))
}

// CustomerID is how the id of a customer, a visitor or a cart is stored: as it is, or hashed
// where it looks personal.
// Whoever looks a customer up asks with this. Without a key there is no hash worth the name,
// phone numbers being few enough to try them all, so the id is "".
func CustomerID(key []byte, id string) string {
	switch {
	case !PersonalID(id):
		return id
	case len(key) == 0:
		return ""
	}
	return KeyedHash(key, id)
}

func short(sum []byte) string {
	return base64.RawURLEncoding.EncodeToString(sum[:hashBytes])
}
