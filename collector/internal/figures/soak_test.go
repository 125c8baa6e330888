package figures

import (
	"os"
	"testing"
)

// long leaves a test to the soak: beside other tests that sync the same disk, answers about
// these data may take minutes.
func long(t *testing.T) {
	t.Helper()
	if os.Getenv("SAFAR_SOAK") == "" {
		t.Skip("sends whole data sets, which takes minutes beside other tests: set SAFAR_SOAK, or run make soak")
	}
}
