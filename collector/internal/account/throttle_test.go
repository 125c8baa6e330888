package account

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"
)

const (
	someone     = "owner@shop.example"
	someoneElse = "clerk@shop.example"
)

var (
	here    = netip.MustParseAddr("192.0.2.1")
	there   = netip.MustParseAddr("198.51.100.1")
	opening = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
)

// tryAndWait tries n times, waiting each time as told, and returns the latest wait and the
// time after it.
func tryAndWait(t *testing.T, throttle *throttle, email string, from netip.Addr, now time.Time, n int) (time.Duration, time.Time) {
	t.Helper()
	var waited time.Duration
	for tried := 0; tried < n; {
		var throttled *ThrottledError
		switch err := throttle.begin(email, from, now); {
		case err == nil:
			tried++
			waited = 0
		case errors.As(err, &throttled) && throttled.Wait > 0 && waited == 0:
			waited = throttled.Wait
			now = now.Add(waited)
		default:
			t.Fatalf("after waiting %s: %v", waited, err)
		}
	}
	var throttled *ThrottledError
	if errors.As(throttle.begin(email, from, now), &throttled) {
		return throttled.Wait, now.Add(throttled.Wait)
	}
	return 0, now
}

func TestWaitsGrowToABound(t *testing.T) {
	for tries, want := range map[int]time.Duration{
		1: 0, 4: 0, 5: time.Second, 6: 2 * time.Second, 7: 4 * time.Second, 14: 512 * time.Second, 15: 15 * time.Minute, 50: 15 * time.Minute,
	} {
		if got, _ := tryAndWait(t, newThrottle(), someone, here, opening, tries); got != want {
			t.Errorf("after %d tries: %s, want %s", tries, got, want)
		}
	}
}

func TestRefusedTriesDoNotCount(t *testing.T) {
	throttle := newThrottle()
	wait, _ := tryAndWait(t, throttle, someone, here, opening, 8)
	for range 100 {
		var throttled *ThrottledError
		if err := throttle.begin(someone, here, opening.Add(7*time.Second)); !errors.As(err, &throttled) || throttled.Wait > wait {
			t.Fatalf("error %v, want at most %s", err, wait)
		}
	}
}

func TestAQuietHourIsForgiven(t *testing.T) {
	throttle := newThrottle()
	_, now := tryAndWait(t, throttle, someone, here, opening, 20)
	if wait, _ := tryAndWait(t, throttle, someone, here, now.Add(quiet), 4); wait != 0 {
		t.Errorf("wait %s", wait)
	}
}

func TestSuccessForgetsTheAccountsFailures(t *testing.T) {
	throttle := newThrottle()
	_, now := tryAndWait(t, throttle, someone, here, opening, 9)
	if err := throttle.begin(someone, here, now); err != nil {
		t.Fatal(err)
	}
	throttle.succeeded(someone, here)
	if wait, _ := tryAndWait(t, throttle, someone, here, now, 4); wait != 0 {
		t.Errorf("wait %s", wait)
	}
}

// Whoever has an account of his own can't use it to go on guessing others'.
func TestSuccessDoesNotClearTheWayForOthers(t *testing.T) {
	throttle, now := newThrottle(), opening
	var err error
	tried := 0
	for ; tried < 200; tried++ {
		if err = throttle.begin(fmt.Sprint("victim", tried, "@shop.example"), here, now); err != nil {
			break
		}
		if err = throttle.begin(someone, here, now); err != nil {
			break
		}
		throttle.succeeded(someone, here)
	}
	if tried > paceNetwork.atOnce {
		t.Errorf("%d tries at once from one network", tried)
	}
}

// A crowd that tries the owner's account on purpose makes him wait half a minute at most,
// and those who try other accounts from elsewhere not at all.
func TestNobodyIsLockedOut(t *testing.T) {
	throttle, now := newThrottle(), opening
	for n := range 5000 {
		from := netip.AddrFrom4([4]byte{203, 0, byte(n >> 8), byte(n)})
		if err := throttle.begin(someone, from, now); err != nil {
			now = now.Add(time.Second)
		}
	}
	var throttled *ThrottledError
	if err := throttle.begin(someone, here, now); errors.As(err, &throttled) {
		if throttled.Wait > 30*time.Second {
			t.Errorf("wait %s", throttled.Wait)
		}
		now = now.Add(throttled.Wait)
	}
	if err := throttle.begin(someone, here, now); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if err := throttle.begin(someoneElse, there, now); err != nil {
		t.Errorf("another user: %v", err)
	}
}

func TestManyAccountsFromOneNetwork(t *testing.T) {
	throttle := newThrottle()
	begin := func(n int, from netip.Addr) error {
		return throttle.begin(fmt.Sprint("u", n, "@shop.example"), from, opening)
	}
	for n := range paceNetwork.atOnce {
		if err := begin(n, here); err != nil {
			t.Fatalf("try %d: %v", n, err)
		}
	}
	if err := begin(100, here); err == nil {
		t.Error("31 accounts were tried at once")
	}
	if err := begin(100, there); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	for n := range 100 {
		if err := begin(n, netip.Addr{}); err != nil {
			t.Fatalf("senders without an address slow each other down: %v", err)
		}
	}
}

// A hundred at once are a hundred tries, though none has failed yet.
func TestTriesCountWhenTheyBegin(t *testing.T) {
	throttle, in := newThrottle(), 0
	for range 100 {
		if throttle.begin(someone, here, opening) == nil {
			in++
		}
	}
	if in != pacePair.atOnce {
		t.Errorf("%d passed, want %d", in, pacePair.atOnce)
	}
}
