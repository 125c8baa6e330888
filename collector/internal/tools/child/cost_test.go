package child

import (
	"testing"
	"time"
)

func TestParseStat(t *testing.T) {
	// A name may hold brackets and blanks.
	const text = "4711 (sa) far) S 1 4711 4711 0 -1 4194560 1 0 0 0 250 30 0 0 20 0 9 0 1 1 1\n"
	if got, err := parseStat(text); err != nil || got != 2800*time.Millisecond {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "4711 (safar) S 1 2", "1 (x) S 1 1 1 0 -1 1 1 0 0 0 a b 0"} {
		if _, err := parseStat(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestParseStatus(t *testing.T) {
	got, err := parseStatus("Name:\tsafar\nVmPeak:\t  900 kB\nVmHWM:\t   2048 kB\nVmRSS:\t   1024 kB\n")
	if want := (Memory{Resident: 1 << 20, Peak: 2 << 20}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := parseStatus("VmRSS:\t1 kB\n"); err == nil {
		t.Error("a status without a peak is read")
	}
}
