package main

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

func TestBar(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		terminal bool
		want     string
	}{
		{true, "\r\x1b[K  [#######-----------------------]  25%  a\r\x1b[K  [###############---------------]  50%  c\r\x1b[K"},
		{false, " 50%  c\n"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var out bytes.Buffer
			b := (&env{streams: streams{err: &out}}).bar()
			b.terminal = test.terminal
			time.Sleep(redrawEvery)
			b.at(0.25, "a")
			b.at(0.26, "b") // too soon to be shown
			time.Sleep(progressEvery)
			b.at(0.5, "c")
			b.clear()
			if out.String() != test.want {
				t.Errorf("terminal %v: %q, want %q", test.terminal, out.String(), test.want)
			}
		})
	}
}
