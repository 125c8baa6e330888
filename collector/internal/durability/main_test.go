package durability

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestMain lets the test binary play the program in the layer's own test, see writeRows, and
// a shop that is killed, see playShop.
func TestMain(m *testing.M) {
	if order := os.Getenv("DURABILITY_PLAY_SHOP"); order != "" {
		if err := playShop(order, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if dsn := os.Getenv("DURABILITY_WRITE_ROWS"); dsn != "" {
		if err := writeRows(dsn, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// soak tells whether the long version was asked for.
func soak() bool { return os.Getenv("SAFAR_SOAK") != "" }

// unable skips a test for want of something, or fails it where SAFAR_REQUIRE names that.
func unable(t *testing.T, what, why string) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("SAFAR_REQUIRE"), ","), what) {
		t.Fatalf("%s (required by SAFAR_REQUIRE=%s)", why, what)
	}
	t.Skip(why)
}
