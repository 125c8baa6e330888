package main

import (
	"fmt"
	"strings"
	"time"
)

// barWidth is how many columns a bar takes.
const barWidth = 30

// The times between two states of a bar, on a terminal and elsewhere.
const (
	redrawEvery   = 100 * time.Millisecond
	progressEvery = 2 * time.Second
)

// bar shows on the error stream how far something is: a bar that fills up on a terminal, a
// line every few seconds elsewhere.
type bar struct {
	e        *env
	terminal bool
	shown    time.Time
}

func (e *env) bar() *bar {
	return &bar{e: e, terminal: isTerminal(e.err), shown: time.Now()}
}

// at shows that part of the whole, from 0 to 1, is done, and what there is to say about it.
func (b *bar) at(part float64, about string) {
	if !b.due() {
		return
	}
	if !b.terminal {
		fmt.Fprintf(b.e.err, "%3.0f%%  %s\n", 100*part, about)
		return
	}
	full := int(part * barWidth)
	fmt.Fprintf(b.e.err, "\r\x1b[K  [%s%s] %3.0f%%  %s", strings.Repeat("#", full), strings.Repeat("-", barWidth-full), 100*part, about)
}

// say shows what there is to say where nobody knows how long the whole is.
func (b *bar) say(about string) {
	switch {
	case !b.due():
	case b.terminal:
		fmt.Fprintf(b.e.err, "\r\x1b[K  %s", about)
	default:
		fmt.Fprintf(b.e.err, "%s\n", about)
	}
}

// due tells whether it is time to show another state.
func (b *bar) due() bool {
	pause := progressEvery
	if b.terminal {
		pause = redrawEvery
	}
	if time.Since(b.shown) < pause {
		return false
	}
	b.shown = time.Now()
	return true
}

// clear takes the bar off the terminal.
func (b *bar) clear() {
	if b.terminal {
		fmt.Fprint(b.e.err, "\r\x1b[K")
	}
}
