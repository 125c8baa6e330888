package api

import (
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// limitedSenders bounds how many addresses are remembered; the longest silent is forgotten.
const limitedSenders = 16_384

// limits bounds how often one address may use a browser key, so that one page gone wild, or
// one prankster, can't fill a shop's store. Addresses stay in memory and are never written.
type limits struct {
	rate    rate.Limit
	burst   int
	senders *lru.Cache[sender, *rate.Limiter]
}

type sender struct {
	key  int64
	addr netip.Addr
}

// newLimits allows so many requests a second; a negative number allows all.
func newLimits(perSecond float64) *limits {
	if perSecond < 0 {
		return &limits{rate: rate.Inf}
	}
	senders, err := lru.New[sender, *rate.Limiter](limitedSenders)
	if err != nil {
		panic(err) // only a size below 1 is refused
	}
	return &limits{rate: rate.Limit(perSecond), burst: max(1, int(4*perSecond)), senders: senders}
}

func (l *limits) allow(key int64, addr netip.Addr, now time.Time) bool {
	if l.rate == rate.Inf || !addr.IsValid() {
		return true
	}
	who := sender{key, network(addr)}
	limiter, known := l.senders.Get(who)
	if !known {
		limiter = rate.NewLimiter(l.rate, l.burst)
		if earlier, found, _ := l.senders.PeekOrAdd(who, limiter); found {
			limiter = earlier
		}
	}
	return limiter.AllowN(now, 1)
}

// network is the address, of IPv6 its /64: that is what one subscriber is given.
func network(addr netip.Addr) netip.Addr {
	addr = addr.Unmap()
	if addr.Is6() {
		return netip.PrefixFrom(addr, 64).Masked().Addr()
	}
	return addr
}
