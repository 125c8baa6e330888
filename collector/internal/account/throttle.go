package account

import (
	"fmt"
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// quiet is after how long without a try failures are forgotten.
const quiet = time.Hour

// rememberedTries bounds how many accounts and networks are remembered of each kind; those
// that were silent longest are forgotten.
const rememberedTries = 16_384

// pace says how fast passwords may be tried: some at once, then after each failure a wait
// that doubles, up to a longest.
type pace struct {
	atOnce  int
	longest time.Duration
}

// The paces. Somebody who tries one account from one place soon waits a quarter of an hour
// between tries. The account itself never closes for longer than half a minute, whoever
// tries from however many places, so that nobody can keep its owner out; that leaves a
// crowd a million tries a year against a password that is not among the first millions.
var (
	pacePair    = pace{atOnce: 5, longest: 15 * time.Minute}
	paceAccount = pace{atOnce: 20, longest: 30 * time.Second}
	paceNetwork = pace{atOnce: 30, longest: 15 * time.Minute}
	// Codes can be tried by who knows the password, and a millionth of the possible ones is
	// right: so few are let through that a year leaves him one chance in ten. Recovery codes are
	// not slowed down, so that he can't keep the owner out meanwhile.
	paceCode = pace{atOnce: 5, longest: 15 * time.Minute}
)

// firstWait is the wait after the last of the tries that are free.
const firstWait = time.Second

// ThrottledError says that passwords were tried too often, and how long to wait.
type ThrottledError struct{ Wait time.Duration }

func (e *ThrottledError) Error() string {
	return fmt.Sprintf("too many tries to sign in, the next one in %s", e.Wait)
}

// throttle slows down the trying of passwords: by account and network together, by account,
// and by network. It is safe for concurrent use.
type throttle struct {
	mu       sync.Mutex
	pairs    *lru.Cache[pair, tries]
	accounts *lru.Cache[string, tries]
	networks *lru.Cache[netip.Addr, tries]
	codes    *lru.Cache[string, tries]
}

type pair struct {
	email   string
	network netip.Addr
}

// tries are what is known of somebody who tried.
type tries struct {
	failed int       // one that is still being looked into counts already
	last   time.Time // of the latest
	next   time.Time // before this, none is looked into
	// welcome says that somebody signed in to the account from the network: then what others try
	// elsewhere slows nobody down here.
	welcome bool
}

func newThrottle() *throttle {
	return &throttle{
		pairs:    newTries[pair](),
		accounts: newTries[string](),
		networks: newTries[netip.Addr](),
		codes:    newTries[string](),
	}
}

func newTries[K comparable]() *lru.Cache[K, tries] {
	c, err := lru.New[K, tries](rememberedTries)
	if err != nil {
		panic(err) // only a size below 1 is refused
	}
	return c
}

// begin asks whether a password may be tried now. The try counts as a failure from this
// moment on, so that a hundred at once don't pass for one; see succeeded. Its error is a
// *ThrottledError; a refused try does not count. The network may be the zero Addr: that of
// a sender whose address is not known slows nobody down.
func (t *throttle) begin(email string, network netip.Addr, now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	account, _ := t.accounts.Get(email)
	both, _ := t.pairs.Get(pair{email, network})
	all, _ := t.networks.Get(network)
	known := network.IsValid()
	var wait time.Duration
	if !known || !both.welcome {
		wait = account.wait(now)
	}
	if known {
		wait = max(wait, both.wait(now), all.wait(now))
	}
	if wait > 0 {
		return &ThrottledError{wait}
	}
	t.accounts.Add(email, account.tried(now, paceAccount))
	if known {
		t.pairs.Add(pair{email, network}, both.tried(now, pacePair))
		t.networks.Add(network, all.tried(now, paceNetwork))
	}
	return nil
}

// succeeded takes back what begin counted. The account is as new; of the network's failures
// only this one goes, or whoever has an account could clear the way for guessing others'.
func (t *throttle) succeeded(email string, network netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.accounts.Add(email, tries{})
	if network.IsValid() {
		t.pairs.Add(pair{email, network}, tries{welcome: true})
	}
	if all, found := t.networks.Get(network); found {
		all.failed--
		all.next = time.Time{}
		t.networks.Add(network, all)
	}
}

// beginCode is begin for a code of the account's second factor, whoever tries it from wherever.
func (t *throttle) beginCode(email string, now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	code, _ := t.codes.Get(email)
	if wait := code.wait(now); wait > 0 {
		return &ThrottledError{wait}
	}
	t.codes.Add(email, code.tried(now, paceCode))
	return nil
}

// codeSucceeded takes back what beginCode counted.
func (t *throttle) codeSucceeded(email string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.codes.Remove(email)
}

// knows tells whether anything is remembered of an account.
func (t *throttle) knows(email string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.accounts.Contains(email)
}

// remember takes so many failures for tries of an account of which nothing is remembered.
func (t *throttle) remember(email string, failed int, last time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if failed == 0 || t.accounts.Contains(email) {
		return
	}
	t.accounts.Add(email, tries{failed: failed - 1, last: last}.tried(last, paceAccount))
}

func (t tries) wait(now time.Time) time.Duration { return max(0, t.next.Sub(now)) }

// tried is t after another try at that pace.
func (t tries) tried(now time.Time, p pace) tries {
	if now.Sub(t.last) >= quiet {
		t.failed = 0
	}
	t.failed++
	t.last = now
	t.next = now
	if over := t.failed - p.atOnce; over >= 0 {
		wait := p.longest
		if over < 30 { // 2^30 s is beyond every longest, and shifts don't overflow
			wait = min(wait, firstWait<<over)
		}
		t.next = now.Add(wait)
	}
	return t
}
