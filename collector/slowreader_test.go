package collector

import (
	"bufio"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/faulty"
)

// flood is how much is sent while somebody reads: half as much again as the store's log may
// hold.
type flood struct {
	events int   // of each of 14 requests
	bound  int64 // of the log
}

// newFlood stays below what the log holds before it is begun anew and one request more, or in
// the soak, below the bound that holds whoever reads.
func newFlood() flood {
	if os.Getenv("SAFAR_SOAK") != "" {
		return flood{1000, 64 << 20}
	}
	return flood{300, 22 << 20}
}

// Somebody who takes an export as slowly as can be keeps the log from nothing; somebody who
// reads the file itself for as long does, or the test would prove nothing.
func TestSlowReaderOfAnExport(t *testing.T) {
	for _, tt := range []struct {
		name string
		// read begins to read; what it returns ends that.
		read func(s *shop, visitors int) (finish func())
		long bool
	}{
		{"export", dawdle, false},
		{"control", (*shop).holdState, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := openShop(t)
			defer s.close()
			const visitors = 3000
			s.visits(visitors)
			finish := tt.read(s, visitors)
			flood := newFlood()
			longest := s.pour(flood)
			finish()
			if (longest > flood.bound) != tt.long {
				t.Errorf("the log had %d MiB at the most", longest>>20)
			}
		})
	}
}

// visits lets visitors come, one page each.
func (s *shop) visits(visitors int) {
	s.Helper()
	const together = 1000
	for from := 0; from < visitors; from += together {
		var events []string
		for i := range together {
			events = append(events, fmt.Sprintf(`{"name":"page_view","visitor_id":"v%d","client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"},"page":{"url":"https://shop.example/%d"}}`, from+i, from+i))
		}
		status, answer := s.post(false, `{"events":[`+strings.Join(events, ",")+`]}`)
		s.taken(status, answer, together)
	}
	if err := s.collector.Settle(s.Context()); err != nil {
		s.Fatal(err)
	}
}

// pour sends a flood and returns how long the log was at the most.
func (s *shop) pour(f flood) (longest int64) {
	s.Helper()
	note := strings.Repeat("x", 7000)
	for b := 0; b < 14 && longest <= f.bound; b++ {
		var list []string
		for i := range f.events {
			list = append(list, fmt.Sprintf(`{"name":"told","params":{"note":"%d %d %s"}}`, b, i, note))
		}
		status, answer := s.post(false, faulty.Gzip(s, []byte(`{"events":[`+strings.Join(list, ",")+`]}`)), "Content-Encoding", "gzip")
		s.taken(status, answer, int64(f.events))
		info, err := os.Stat(filepath.Join(s.dir, databaseName+"-wal"))
		if err != nil {
			s.Fatal(err)
		}
		longest = max(longest, info.Size())
	}
	return longest
}

// narrow is a listener whose connections take in little that nobody reads.
type narrow struct{ net.Listener }

func (n narrow) Accept() (net.Conn, error) {
	conn, err := n.Listener.Accept()
	if tcp, ok := conn.(*net.TCPConn); ok && err == nil {
		err = tcp.SetWriteBuffer(32 << 10)
	}
	return conn, err
}

// dawdle reads the beginning of an export, and in the end the rest, which must be whole.
func dawdle(s *shop, visitors int) (finish func()) {
	server := httptest.NewUnstartedServer(s.collector.Handler())
	server.Listener = narrow{server.Listener}
	server.Start()
	s.Cleanup(server.Close)
	conn, err := new(net.Dialer).DialContext(s.Context(), "tcp", server.Listener.Addr().String())
	if err != nil {
		s.Fatal(err)
	}
	if err := conn.(*net.TCPConn).SetReadBuffer(32 << 10); err != nil {
		s.Fatal(err)
	}
	fmt.Fprintf(conn, "GET /api/v1/export/sessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n", s.ReadToken)
	response, err := http.ReadResponse(bufio.NewReaderSize(conn, 16), nil)
	if err != nil || response.StatusCode != http.StatusOK {
		s.Fatal(response, err)
	}
	return func() {
		defer conn.Close()
		lines := 0
		body := bufio.NewScanner(response.Body)
		for body.Scan() {
			lines++
		}
		if err := body.Err(); err != nil || lines != visitors+1 {
			s.Errorf("%d lines, want one for each of %d visits and a header, %v", lines, visitors, err)
		}
		response.Body.Close()
	}
}

// holdState reads one state of the file.
func (s *shop) holdState(int) (finish func()) {
	file, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, databaseName)+"?mode=ro")
	if err != nil {
		s.Fatal(err)
	}
	tx, err := file.BeginTx(s.Context(), nil)
	if err != nil {
		s.Fatal(err)
	}
	var n int
	if err := tx.QueryRowContext(s.Context(), "SELECT count(*) FROM session").Scan(&n); err != nil {
		s.Fatal(err)
	}
	return func() {
		if err := tx.Rollback(); err != nil {
			s.Error(err)
		}
		file.Close()
	}
}
