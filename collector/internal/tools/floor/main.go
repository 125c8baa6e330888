// Command floor does the least that taking events in takes: decode, write the columns of the
// collector's table, what waits in one transaction, sync, answer. No keys, rules, repeats, fold.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"hash/crc32"
	"net"
	"os"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	_ "github.com/mattn/go-sqlite3"
)

type request struct {
	Events []struct {
		ID, Name  string
		Time      time.Time
		VisitorID string `json:"visitor_id"`
		Page      struct{ URL, Referrer, Title string }
		Client    map[string]string
		Params    json.RawMessage
	}
	stored chan struct{}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func write(ctx context.Context, db *sql.DB, waiting chan *request) {
	for first := range waiting {
		group, args := []*request{first}, []any{}
		for len(waiting) > 0 {
			group = append(group, <-waiting)
		}
		for _, r := range group {
			for _, e := range r.Events {
				at, hash, home := e.Time.UnixMilli(), int64(crc32.ChecksumIEEE([]byte(e.ID))), int64(crc32.ChecksumIEEE([]byte(e.VisitorID)))
				args = append(args, 1, 1, hash<<31, e.ID, nil, at, home, []byte(
					e.Name+e.VisitorID+e.Page.URL+e.Page.Referrer+e.Page.Title+e.Client["user_agent"]+string(e.Params)))
			}
		}
		tx := must(db.BeginTx(ctx, nil))
		for _, rows := range []int{64, 8, 1} {
			text := "INSERT INTO event (site, kind, hash, id, sent, time, home, payload) VALUES (?,?,?,?,?,?,?,?)" + strings.Repeat(",(?,?,?,?,?,?,?,?)", rows-1)
			for n := 8 * rows; len(args) >= n; args = args[n:] {
				must(tx.ExecContext(ctx, text, args[:n]...))
			}
		}
		must(0, tx.Commit())
		for _, r := range group {
			close(r.stored)
		}
	}
}

func main() {
	ctx, waiting, e := context.Background(), make(chan *request, 1000), echo.New()
	db := must(sql.Open("sqlite3", "file:"+os.Args[1]+"?_journal_mode=WAL&_synchronous=FULL&_stmt_cache_size=8"))
	must(db.ExecContext(ctx, "CREATE TABLE event (seq INTEGER PRIMARY KEY, site, kind, hash, id, sent, time, home, payload, seal DEFAULT 0)"))
	go write(ctx, db, waiting)
	e.POST("/v1/events", func(c echo.Context) error {
		r := &request{stored: make(chan struct{})}
		must(0, c.Bind(r))
		waiting <- r
		<-r.stored
		return c.JSON(200, map[string]int{"accepted": len(r.Events)})
	})
	e.Listener = must((&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0"))
	must(os.Stdout.WriteString("listening on http://" + e.Listener.Addr().String() + "\n"))
	must(0, e.Start(""))
}
