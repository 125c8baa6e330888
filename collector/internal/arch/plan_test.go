package arch

// rule is what one package may and may not import, outside of its tests.
type rule struct {
	pkg string // below the module
	// rooms are the packages of the module that it may import.
	rooms []string
	// modules are the third-party modules that it may import.
	modules []string
	// never are packages that it must not import itself.
	never []string
	// why is what would be lost.
	why string
}

// Groups of packages that a room has to do without.
var (
	clocksAndIO = []string{"context", "crypto/rand", "io", "io/fs", "log", "log/slog", "math/rand", "math/rand/v2",
		"net", "net/http", "os", "os/exec", "sync", "syscall", "database/sql", "testing"}
	sql  = []string{"database/sql"}
	http = []string{"net/http"}
)

// plan is the plan of the house, from the ground up: a package may only import what stands
// above it.
var plan = []rule{
	{
		pkg:   "sdk/event",
		never: []string{"net/http", "os", "log/slog", "database/sql"},
		why:   "every shop that sends events compiles it: the standard library and no more, on any compiler that the go directive allows",
	},
	{
		pkg: "collector/internal/oracle", rooms: []string{"sdk/event"},
		never: clocksAndIO,
		why:   "it judges the collector, so it shares none of the collector's code and none of its mistakes",
	},
	{
		pkg: "collector/internal/journey", rooms: []string{"sdk/event"},
		never: clocksAndIO,
		why:   "the fold is a function of its events: the same ones give the same facts today, tomorrow and in a rebuild",
	},
	{
		pkg: "collector/internal/metric", rooms: []string{"sdk/event"}, modules: []string{"gonum.org/v1/gonum"},
		never: []string{"database/sql", "net/http", "os", "log/slog", "crypto/rand", "math/rand", "math/rand/v2", "sync"},
		why:   "the catalogue is data that two databases must answer alike; SQL in it would weld it to one",
	},
	{
		pkg: "collector/internal/enrich", rooms: []string{"sdk/event", "collector/internal/journey"},
		modules: []string{"github.com/ua-parser/uap-go", "github.com/hashicorp/golang-lru/v2", "github.com/oschwald/maxminddb-golang/v2",
			"golang.org/x/net", "golang.org/x/text", "golang.org/x/time"},
		never: []string{"database/sql", "net/http"},
		why:   "what it adds to an event is decided by lists with a version; it asks nobody, least of all over the network",
	},
	{
		pkg: "collector/internal/store", rooms: []string{"sdk/event", "collector/internal/journey", "collector/internal/metric"},
		never: []string{"database/sql", "net/http"},
		why:   "it is what backends agree on, so it belongs to none of them",
	},
	{
		pkg:     "collector/internal/store/sqlite",
		rooms:   []string{"sdk/event", "collector/internal/journey", "collector/internal/metric", "collector/internal/store"},
		modules: []string{"github.com/mattn/go-sqlite3", "github.com/hashicorp/golang-lru/v2"},
		never:   http,
		why:     "all SQL of this backend stands here, and nothing but SQL",
	},
	{
		pkg:     "collector/internal/account",
		rooms:   []string{"sdk/event", "collector/internal/journey", "collector/internal/store"},
		modules: []string{"github.com/hashicorp/golang-lru/v2", "golang.org/x/net", "golang.org/x/text"},
		never:   []string{"database/sql", "net/http"},
		why:     "who may do what is decided apart from how they ask and where it is kept",
	},
	{
		pkg:     "collector/internal/ingest",
		rooms:   []string{"sdk/event", "collector/internal/enrich", "collector/internal/journey", "collector/internal/store"},
		modules: []string{"github.com/klauspost/compress", "github.com/google/uuid", "golang.org/x/text"},
		never:   sql,
		why:     "it decides what is accepted and hands it over; what a disk does is not its business",
	},
	{
		pkg:   "collector/internal/transfer",
		rooms: []string{"sdk/event", "collector/internal/store"},
		never: []string{"database/sql", "net/http"},
		why:   "files become events by the same rules as requests do, whoever reads them in",
	},
	{
		pkg: "collector/internal/sample",
		why: "it is data with its attribution",
	},
	{
		pkg: "collector/internal/api",
		rooms: []string{"sdk/event", "collector/internal/account", "collector/internal/ingest", "collector/internal/journey",
			"collector/internal/metric", "collector/internal/store"},
		modules: []string{"github.com/labstack/echo/v4", "github.com/hashicorp/golang-lru/v2", "golang.org/x/time"},
		never:   sql,
		why:     "handlers are thin: echo stays at the edge, so that leaving it is a small step",
	},
	{
		pkg: "collector",
		rooms: []string{"sdk/event", "collector/internal/account", "collector/internal/api", "collector/internal/enrich",
			"collector/internal/ingest", "collector/internal/journey", "collector/internal/metric", "collector/internal/store",
			"collector/internal/store/sqlite", "collector/internal/transfer"},
		modules: []string{"github.com/labstack/echo/v4", "github.com/oklog/run"},
		never:   []string{"flag", "database/sql"},
		why:     "it wires the rooms together and can be mounted in a shop's own process, which has flags of its own",
	},
	{
		pkg:   "collector/cmd/safar/internal/client",
		rooms: []string{"sdk/event", "collector/internal/transfer"},
		never: sql,
		why:   "it asks a collector as anybody may, over the public contract",
	},
	{
		pkg: "collector/cmd/safar/internal/terminal", rooms: []string{"sdk/event"}, modules: []string{"golang.org/x/text"},
		never: []string{"database/sql", "net/http"},
		why:   "it draws what the API answers, so that whatever it shows a program can get too",
	},
	{
		pkg: "collector/cmd/safar",
		rooms: []string{"sdk/event", "collector", "collector/internal/sample", "collector/internal/transfer",
			"collector/cmd/safar/internal/client", "collector/cmd/safar/internal/terminal"},
		modules: []string{"github.com/alecthomas/kong", "github.com/oklog/run"},
		never:   sql,
		why:     "the program parses, wires and runs; what it can do a shop's own process can do too",
	},

	// What only tests import. No line above allows any of it.
	{pkg: "collector/internal/reference", why: "it finds files for the tests of every room, so it knows none of them"},
	{
		pkg: "collector/internal/faulty", rooms: []string{"sdk/event"}, modules: []string{"github.com/klauspost/compress"},
		why: "what a sender can do wrong follows from the contract, not from how a room reads it",
	},
	{
		pkg: "collector/internal/history", rooms: []string{"sdk/event", "collector/internal/oracle"},
		never: []string{"database/sql", "net/http", "os/exec"},
		why:   "histories are made up without knowing how the collector will read them",
	},
	{
		pkg: "collector/internal/store/memory", rooms: []string{"sdk/event", "collector/internal/journey", "collector/internal/metric"},
		never: []string{"database/sql", "net/http", "os"},
		why:   "it is the plain reading that real backends are held against",
	},
	{
		pkg: "collector/internal/rehearsal",
		rooms: []string{"sdk/event", "collector/internal/enrich", "collector/internal/history", "collector/internal/ingest",
			"collector/internal/journey", "collector/internal/metric", "collector/internal/oracle", "collector/internal/store",
			"collector/internal/store/memory"},
		never: []string{"database/sql", "net/http"},
		why:   "it plays thousands of histories in seconds, so it goes without HTTP and files",
	},
	{
		pkg: "collector/internal/store/storetest",
		rooms: []string{"sdk/event", "collector/internal/history", "collector/internal/journey", "collector/internal/metric",
			"collector/internal/rehearsal", "collector/internal/store", "collector/internal/store/memory"},
		never: []string{"database/sql", "net/http"},
		why:   "it is the one suite for every backend, so it knows none of them",
	},
	{
		pkg: "collector/internal/tools/docs", rooms: []string{"sdk/event", "collector/internal/metric"},
		never: []string{"database/sql", "net/http"},
		why:   "the documentation repeats what the code says, never what a database holds",
	},
	{pkg: "collector/internal/tools/mutants", why: "a tool of the repository knows nothing of the product"},
	{pkg: "collector/internal/tools/testcount", why: "a tool of the repository knows nothing of the product"},
}

// linked lists what must not end up in a program that imports a package, however deep.
var linked = []struct {
	pkg, forbidden, why string
}{
	{"sdk/event", "net/http", "a shop's worker that only makes events needs no web server"},
	{"sdk/event", "database/sql", "a sender keeps no database"},
	{"collector/internal/journey", "database/sql", "the fold must not even be able to ask"},
	{"collector/internal/journey", "net/http", "the fold must not even be able to ask"},
	{"collector/internal/metric", "database/sql", "the catalogue must not even be able to ask"},
	{"collector/internal/metric", "net/http", "the catalogue must not even be able to ask"},
	{"collector/internal/oracle", "github.com/mattn/go-sqlite3", "the judge shares nothing with the judged"},
	{"collector/internal/api", "github.com/mattn/go-sqlite3", "handlers work on any backend"},
	{"collector/internal/ingest", "github.com/mattn/go-sqlite3", "ingest works on any backend"},
	{"collector/internal/store/sqlite", "net/http", "a database file needs no network"},
	{"collector", "os/exec", "a collector inside a shop's process starts no other"},
}

// testOnly are modules that only tests may import.
var testOnly = []string{"pgregory.net/rapid", "github.com/maxmind/mmdbwriter"}

// oracleLines is the most that the oracle may hold: it has to be read against the
// definitions in one sitting.
const oracleLines = 900
