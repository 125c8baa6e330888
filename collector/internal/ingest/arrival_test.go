package ingest

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"
)

// dawdler sends all of a body but its last byte.
type dawdler struct {
	w    *io.PipeWriter
	told chan error // what became of the body
}

func dawdle(t *testing.T, reader *BodyReader, size int, stoppable bool) *dawdler {
	r, w := io.Pipe()
	d := &dawdler{w: w, told: make(chan error, 1)}
	arrival := Arrival{Body: r, Length: int64(size)}
	if stoppable {
		arrival.Stop = func() error { return r.CloseWithError(io.ErrUnexpectedEOF) }
	}
	go func() {
		body, err := reader.Read(t.Context(), arrival)
		if err == nil {
			body.Release()
		}
		r.Close() // as a server does
		d.told <- err
	}()
	_, _ = w.Write(make([]byte, size-1)) // who finds no room is not read to here, and is told so
	return d
}

// finish sends the last byte and returns what became of the body.
func (d *dawdler) finish() error {
	_, _ = d.w.Write([]byte{0}) // who was dropped reads nothing more
	_ = d.w.Close()
	return <-d.told
}

func unavailable(err error) bool {
	var bad *Error
	return errors.As(err, &bad) && bad.Code == Unavailable
}

// Bodies of which all but the last byte has come hold all the room there is. Nobody else waits
// for their ends: once they have had their time, as many of them go as have to.
func TestDawdlersMakeWay(t *testing.T) {
	const size, many = 1<<20 - 1, 8 // a buffer is a byte longer
	read := func(t *testing.T, reader *BodyReader, size int) error {
		body, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(make([]byte, size)), Length: int64(size)})
		if err == nil {
			body.Release()
		}
		return err
	}
	for name, tt := range map[string]struct {
		stoppable bool
		after     time.Duration
		dropped   int // of them, for a body as large as one of them
	}{
		"who is at it":         {true, settling, 0},
		"who dawdles":          {true, 2 * settling, 1},
		"who can't be stopped": {false, time.Minute, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				reader := NewBodyReader(many * (size + 1))
				var slow []*dawdler
				for range many {
					slow = append(slow, dawdle(t, reader, size, tt.stoppable))
				}
				time.Sleep(tt.after)
				if err := read(t, reader, size); unavailable(err) != (tt.dropped == 0) || err != nil && !unavailable(err) {
					t.Errorf("a good body: %v", err)
				}
				dropped := 0
				for _, d := range slow {
					err := d.finish()
					if err != nil && !unavailable(err) {
						t.Error(err)
					}
					if err != nil {
						dropped++
					}
				}
				if dropped != tt.dropped {
					t.Errorf("%d were dropped, want %d", dropped, tt.dropped)
				}
				if left := reader.arrivals.room.left.Load(); left != many*(size+1) || len(reader.arrivals.coming) > 0 {
					t.Errorf("%d bytes of room are there, and %d bodies on their way", left, len(reader.arrivals.coming))
				}
			})
		})
	}
}

// Who holds the most for the longest goes first, and alone where that is enough.
func TestWhoMakesWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reader := NewBodyReader(1<<20 + 1<<18)
		small := dawdle(t, reader, 1<<18-1, true)
		time.Sleep(time.Second)
		large := dawdle(t, reader, 1<<20-1, true)
		time.Sleep(time.Second)
		late := dawdle(t, reader, 1<<18-1, true)
		if err := small.finish(); err != nil {
			t.Errorf("the small one: %v", err)
		}
		if err := large.finish(); !unavailable(err) {
			t.Errorf("the large one: %v", err)
		}
		if err := late.finish(); err != nil {
			t.Errorf("the one that came last: %v", err)
		}
	})
}

// A thousand connections hold bodies of which all but the last byte has come, and begin others as
// their own are dropped. From whatever addresses they come: who is quick finds room, as long as
// they don't send what fills all of it within the time that every body is let alone. That takes
// 256 MiB a second, and is a flood of the line.
func TestCrowdOfNearlyWholeBodies(t *testing.T) {
	const size, many, tick = 64<<10 - 1, 64, 10 * time.Millisecond // a buffer is a byte longer
	for name, tt := range map[string]struct {
		perTick int // bodies that begin
		kept    bool
	}{
		"in more than the time": {2, true},
		"in less":               {4, false}, // the control: they do hold the room
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				reader := NewBodyReader(many * (size + 1))
				refused := 0
				var slow []*dawdler
				for len(slow) < 1000 {
					for range tt.perTick {
						slow = append(slow, dawdle(t, reader, size, true))
					}
					synctest.Wait()
					body, err := reader.Read(t.Context(), Arrival{Body: bytes.NewReader(make([]byte, 1000)), Length: 1000})
					switch {
					case unavailable(err):
						refused++
					case err != nil:
						t.Fatal(err)
					default:
						body.Release()
					}
					time.Sleep(tick)
				}
				if (refused == 0) != tt.kept {
					t.Errorf("%d of %d good bodies were sent away", refused, len(slow)/tt.perTick)
				}
				for _, d := range slow {
					if err := d.finish(); err != nil && !unavailable(err) {
						t.Error(err)
					}
				}
				if left := reader.arrivals.room.left.Load(); left != many*(size+1) {
					t.Errorf("%d bytes of room are there", left)
				}
			})
		})
	}
}
