package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestDemo(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	first := must(t, "demo", "--data", dir, "--addr", "127.0.0.1:0", "--once")
	for _, want := range []string{
		"1184 accepted, 0 there already", "CC BY 4.0", "Orders ", " 651 ", "244,034.96 GBP", "182 of 240",
		"curl -H 'Authorization: Bearer rt_", "safar report --data " + dir,
	} {
		if !strings.Contains(first, want) {
			t.Errorf("%q is missing in\n%s", want, first)
		}
	}
	if again := must(t, "demo", "--data", dir, "--addr", "127.0.0.1:0", "--once"); !strings.Contains(again, "0 accepted, 1184 there already") || !strings.Contains(again, "244,034.96 GBP") {
		t.Errorf("the second time:\n%s", again)
	}
}

func TestDemoLeavesOtherDataAlone(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	if code, _, errs := safar(t, "demo", "--data", dir, "--addr", "127.0.0.1:0", "--once"); code != exitFailed || !strings.Contains(errs, "hint: choose another folder") {
		t.Errorf("exit %d, %s", code, errs)
	}
}
