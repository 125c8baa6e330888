package api

import (
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// limitedSenders bounds how many senders are remembered by each limiter; the longest silent is
// forgotten.
const limitedSenders = 16_384

// limits bound how often somebody may come, so that one page gone wild, one prankster or one script
// can't take all there is for itself. Addresses stay in memory and are never written.
type limits struct {
	browsers *limiter // an address with a browser key, or with links to surveys
	servers  *limiter // a server key
	readers  *limiter // a token, a link that shows sums at an address, or a user
}

// sender is somebody who is counted by himself. Some parts are empty.
type sender struct {
	key, token, user int64
	addr             netip.Addr
}

// limiter lets each sender come so often. It is safe for concurrent use.
type limiter struct {
	rate    rate.Limit
	burst   int
	senders *lru.Cache[sender, *rate.Limiter]
}

// newLimiter allows so many requests a second, and four seconds' worth at once; 0 and less
// allow all.
func newLimiter(perSecond float64) *limiter {
	if perSecond <= 0 {
		return &limiter{rate: rate.Inf}
	}
	senders, err := lru.New[sender, *rate.Limiter](limitedSenders)
	if err != nil {
		panic(err) // only a size below 1 is refused
	}
	return &limiter{rate: rate.Limit(perSecond), burst: max(1, int(4*perSecond)), senders: senders}
}

// wait is how long somebody who comes now has to wait, 0 when he may come in.
func (l *limiter) wait(who sender, now time.Time) time.Duration {
	if l.rate == rate.Inf {
		return 0
	}
	each, known := l.senders.Get(who)
	if !known {
		each = rate.NewLimiter(l.rate, l.burst)
		if earlier, found, _ := l.senders.PeekOrAdd(who, each); found {
			each = earlier
		}
	}
	if each.AllowN(now, 1) {
		return 0
	}
	return time.Duration(max(0, 1-each.TokensAt(now)) / float64(l.rate) * float64(time.Second))
}

// network is the address, of IPv6 its /64: that is what one subscriber is given.
func network(addr netip.Addr) netip.Addr {
	addr = addr.Unmap()
	if addr.Is6() {
		return netip.PrefixFrom(addr, 64).Masked().Addr()
	}
	return addr
}
