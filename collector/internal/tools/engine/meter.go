package engine

import (
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/child"
)

// meter reads what a server has cost at three instants.
type meter struct {
	server             *server
	begun              time.Time
	spent, sent        time.Duration // of the processor, before: by the server, and by us
	idle, peak         child.Memory
	atAnswer, atFolded cost
	err                error // the first
}

// cost is what was spent since the beginning: time, and that of the processor, by the server
// and by the generator.
type cost struct{ wall, cpu, generator time.Duration }

func (m *meter) begin() {
	m.idle, m.err = m.server.Memory()
	if m.err == nil {
		m.spent, m.err = m.server.Spent()
	}
	if m.err == nil {
		m.sent, m.err = child.SpentHere()
	}
	m.begun = time.Now()
}

func (m *meter) answered() { m.atAnswer = m.since() }
func (m *meter) folded()   { m.atFolded = m.since() }

func (m *meter) since() cost {
	c := cost{wall: time.Since(m.begun)}
	if m.err != nil {
		return c
	}
	spent, err := m.server.Spent()
	if err == nil {
		m.peak, err = m.server.Memory()
	}
	var sent time.Duration
	if err == nil {
		sent, err = child.SpentHere()
	}
	m.err = err
	c.cpu, c.generator = spent-m.spent, sent-m.sent
	return c
}
