package rehearsal

import (
	"os"
	"strconv"
	"testing"
)

// histories is how many random histories the fold is held to: 120, 10,000 in the soak, or
// SAFAR_HISTORIES.
func histories(t *testing.T) uint64 {
	text := os.Getenv("SAFAR_HISTORIES")
	switch {
	case text == "" && os.Getenv("SAFAR_SOAK") != "":
		return 10_000
	case text == "":
		return 120
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("SAFAR_HISTORIES: %v", err)
	}
	return n
}

func TestTheFoldAgreesWithTheOracle(t *testing.T) { AgreeWithOracle(t, histories(t)) }

func TestScripts(t *testing.T) { Scripts(t, "../history/testdata") }
