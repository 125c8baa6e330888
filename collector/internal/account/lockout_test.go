package account

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// A crowd that tries an account all the time, from as many networks as it likes, neither gets
// many tries nor keeps the owner out of where he usually is.
func TestACrowdDoesNotLockTheOwnerOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := newThrottle()
		if err := tries.begin(someone, here, time.Now()); err != nil {
			t.Fatal(err)
		}
		tries.succeeded(someone, here) // as every day
		begun, looked, refused := time.Now(), 0, 0
		for i := 0; time.Since(begun) < 24*time.Hour; i++ {
			crowd := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
			if tries.begin(someone, crowd, time.Now()) == nil {
				looked++
			}
			if i%600 == 0 { // the owner mistypes once an hour, then gets it right
				if err := tries.begin(someone, here, time.Now()); err != nil {
					refused++
				}
				time.Sleep(time.Second)
				if err := tries.begin(someone, here, time.Now()); err != nil {
					refused++
				}
				tries.succeeded(someone, here)
			}
			time.Sleep(5 * time.Second)
		}
		if refused > 0 {
			t.Errorf("the owner was refused %d times", refused)
		}
		if looked < 1500 || looked > 3500 {
			t.Errorf("%d tries of the crowd were looked into in a day, want about one every half minute", looked)
		}
		// Whoever is elsewhere waits half a minute at most.
		var wait *ThrottledError
		if err := tries.begin(someone, there, time.Now()); err != nil && (!errors.As(err, &wait) || wait.Wait > paceAccount.longest) {
			t.Errorf("from elsewhere: %v", err)
		}
	})
}

// Who knows the password gets few codes, from wherever; recovery codes go past him.
func TestCodesAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries, begun, looked := newThrottle(), time.Now(), 0
		for time.Since(begun) < 24*time.Hour {
			if tries.beginCode(someone, time.Now()) == nil {
				looked++
			}
			time.Sleep(10 * time.Second)
		}
		if looked > 120 {
			t.Errorf("%d codes were looked into in a day", looked)
		}
	})
	p := openPeople(t)
	s := p.secured(t, someone)
	for range paceCode.atOnce {
		p.now = p.now.Add(time.Minute) // the waits for passwords are over
		if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, s.wrongCode(p.now), Caller{Network: there}); !errors.Is(err, ErrWrongCredentials) {
			t.Fatal(err)
		}
	}
	var wait *ThrottledError
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, s.code(p.now), Caller{Network: here}); !errors.As(err, &wait) {
		t.Errorf("a code at once: %v", err)
	}
	if _, err := p.door.ByPassword(t.Context(), someone, goodPassword, s.recovery[0], Caller{Network: here}); err != nil {
		t.Errorf("a recovery code at once: %v", err)
	}
}

// A process that begins anew goes on where the one before it was.
func TestTriesOutliveTheProcess(t *testing.T) {
	p := openPeople(t)
	p.owner(t)
	try := func(d *Door, i int, password string) error {
		from := netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)})
		_, err := d.ByPassword(t.Context(), someone, password, "", Caller{Network: from})
		return err
	}
	restarted := func() *Door {
		return NewDoor(p.db, NewPasswords(p.db), p.vault(), p.log, func() time.Time { return p.now })
	}
	for i := range paceAccount.atOnce {
		if err := try(p.door, i, "wrong"); !errors.Is(err, ErrWrongCredentials) {
			t.Fatal(err)
		}
	}
	var wait *ThrottledError
	if err := try(restarted(), 100, goodPassword); !errors.As(err, &wait) {
		t.Errorf("after a restart: %v", err)
	}
	p.now = p.now.Add(paceAccount.longest)
	again := restarted()
	if err := try(again, 101, goodPassword); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	// What was before the right password is forgotten, on both sides of a restart.
	for i, door := range []*Door{again, restarted()} {
		for j := range 3 {
			if err := try(door, 102+10*i+j, "wrong"); !errors.Is(err, ErrWrongCredentials) {
				t.Errorf("%s: %v", fmt.Sprint(i, j), err)
			}
		}
	}
}
