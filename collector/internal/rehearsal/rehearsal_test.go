package rehearsal

import (
	"os"
	"strconv"
	"testing"
)

// histories is how many random histories the fold is held to: 400, or SAFAR_HISTORIES.
func histories(t *testing.T) uint64 {
	text := os.Getenv("SAFAR_HISTORIES")
	if text == "" {
		return 400
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("SAFAR_HISTORIES: %v", err)
	}
	return n
}

func TestTheFoldAgreesWithTheOracle(t *testing.T) { AgreeWithOracle(t, histories(t)) }

func TestScripts(t *testing.T) { Scripts(t, "../history/testdata") }
