package child

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in /proc: 100 to a second on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// Spent is the processor time of the process so far, in user space and in the kernel, in steps
// of 10 ms.
func (p *Process) Spent() (time.Duration, error) { return spent(p.cmd.Process.Pid) }

// SpentHere is the same of the process that asks.
func SpentHere() (time.Duration, error) { return spent(os.Getpid()) }

func spent(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("read processor time: %w", err)
	}
	return parseStat(string(text))
}

// parseStat reads utime and stime, which are fields 14 and 15. Field 2, the name, may hold
// anything, so one counts from the bracket behind it.
func parseStat(text string) (time.Duration, error) {
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	if len(fields) < 13 {
		return 0, fmt.Errorf("read processor time: %q has too few fields", text)
	}
	var ticks time.Duration
	for _, field := range fields[11:13] {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("read processor time: %w", err)
		}
		ticks += time.Duration(n)
	}
	return ticks * tick, nil
}

// Memory is what a process holds of the machine's memory, in bytes.
type Memory struct {
	Resident int64 // now
	Peak     int64 // the most so far
}

// Memory tells what the process holds.
func (p *Process) Memory() (Memory, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return Memory{}, fmt.Errorf("read memory: %w", err)
	}
	return parseStatus(string(text))
}

func parseStatus(text string) (m Memory, err error) {
	for name, into := range map[string]*int64{"VmRSS": &m.Resident, "VmHWM": &m.Peak} {
		_, after, _ := strings.Cut("\n"+text, "\n"+name+":")
		line, _, _ := strings.Cut(after, "\n")
		kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(line, "kB")), 10, 64)
		if err != nil {
			return m, fmt.Errorf("read memory: %s: %w", name, err)
		}
		*into = kib << 10
	}
	return m, nil
}
