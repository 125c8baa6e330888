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
		pkg: "sdk", rooms: []string{"sdk/event"},
		never: []string{"database/sql", "log", "testing"},
		why:   "it lives in the shop's own process: nothing of ours that the shop did not ask for, no module of anybody else's",
	},
	{
		pkg: "sdk/sdkecho", rooms: []string{"sdk"}, modules: []string{"github.com/labstack/echo/v4"},
		why: "an adapter is a few lines that know a framework, so that the client knows none",
	},
	{
		pkg: "sdk/sdktest", rooms: []string{"sdk", "sdk/event"},
		never: []string{"testing"},
		why:   "shops test with whatever they like",
	},
	{
		pkg: "sdk/internal/conformance", rooms: []string{"sdk", "sdk/event", "sdk/sdktest"},
		never: []string{"testing"},
		why:   "one table for the adapters of all frameworks, so it knows none of them",
	},
	{pkg: "js/internal/manifest", never: http, why: "it is what the build writes and the package reads"},
	{
		pkg: "js", rooms: []string{"js/internal/manifest"},
		never: []string{"net/http", "os", "os/exec"},
		why:   "it is the built files; how they are served is the collector's business",
	},
	{
		pkg: "js/internal/build", rooms: []string{"sdk/event", "js/internal/manifest"},
		why: "the tag's names and limits are the contract's, written down once",
	},
	{
		pkg:   "collector/internal/dashboard",
		never: []string{"net/http", "database/sql", "os"},
		why:   "the pages speak the public API, so what they show a program can get too",
	},
	{pkg: "collector/internal/dashboard/build", why: "it turns sources into files and knows nothing of the product"},
	{
		pkg: "collector/internal/demo", rooms: []string{"sdk/event"},
		never: []string{"database/sql", "net/http", "os", "crypto/rand", "time/tzdata"},
		why:   "made-up shoppers follow from a seed and a time, and come in by the front door",
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
		pkg: "collector/internal/eventschema", rooms: []string{"sdk/event"},
		never: clocksAndIO,
		why:   "it says the contract in another language and adds nothing to it",
	},
	{
		pkg:   "collector/internal/scrub",
		never: clocksAndIO,
		why:   "what is taken out of a text is decided by the text alone, and it is the hot path of every event",
	},
	{
		pkg: "collector/internal/enrich", rooms: []string{"sdk/event", "collector/internal/journey", "collector/internal/scrub"},
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
		pkg:   "collector/internal/store/sqlite/pages",
		never: []string{"database/sql", "net/http", "os"},
		why:   "it reads a broken file where SQLite gives up, so it shares nothing with SQLite and knows nothing of our tables",
	},
	{
		pkg:     "collector/internal/store/sqlite",
		rooms:   []string{"sdk/event", "collector/internal/journey", "collector/internal/metric", "collector/internal/store", "collector/internal/store/sqlite/pages"},
		modules: []string{"github.com/mattn/go-sqlite3", "github.com/hashicorp/golang-lru/v2", "github.com/cespare/xxhash/v2"},
		never:   http,
		why:     "all SQL of this backend stands here, and nothing but SQL",
	},
	{
		pkg:   "collector/internal/audit",
		rooms: []string{"collector/internal/store"},
		never: []string{"database/sql", "net/http", "os"},
		why:   "a deed is noted alike whoever did it and wherever it is kept",
	},
	{
		pkg:     "collector/internal/account",
		rooms:   []string{"sdk/event", "collector/internal/audit", "collector/internal/journey", "collector/internal/store"},
		modules: []string{"github.com/hashicorp/golang-lru/v2", "golang.org/x/crypto", "golang.org/x/net", "golang.org/x/text"},
		never:   []string{"database/sql", "net/http"},
		why:     "who may do what is decided apart from how they ask and where it is kept",
	},
	{
		pkg:     "collector/internal/ingest",
		rooms:   []string{"sdk/event", "collector/internal/enrich", "collector/internal/journey", "collector/internal/scrub", "collector/internal/store"},
		modules: []string{"github.com/klauspost/compress", "github.com/google/uuid", "golang.org/x/text"},
		never:   sql,
		why:     "it decides what is accepted and hands it over; what a disk does is not its business",
	},
	{
		pkg:   "collector/internal/notebook",
		rooms: []string{"sdk/event", "collector/internal/metric", "collector/internal/store"},
		never: []string{"database/sql", "net/http", "os"},
		why:   "what a merchant may write down is decided once, for pages and terminal alike",
	},
	{
		pkg: "collector/internal/survey", rooms: []string{"sdk/event", "collector/internal/store"}, modules: []string{"golang.org/x/text"},
		never: []string{"database/sql", "net/http", "os"},
		why:   "what a link says and what its page shows is decided without knowing how either travels",
	},
	{
		pkg:   "collector/internal/transfer",
		rooms: []string{"sdk/event", "collector/internal/store"},
		never: []string{"database/sql", "net/http"},
		why:   "files become events by the same rules as requests do, whoever reads them in",
	},
	{pkg: "collector/internal/spreadsheet", never: []string{"net/http", "os", "database/sql"}, why: "it makes cells harmless, whoever's they are"},
	{
		pkg: "collector/internal/live", rooms: []string{"sdk/event", "collector/internal/journey"},
		never: []string{"database/sql", "net/http", "os"},
		why:   "who looks on must cost the taking of events nothing, however they look",
	},
	{
		pkg: "collector/internal/reconcile", rooms: []string{"sdk/event", "collector/internal/transfer"},
		never: []string{"database/sql", "net/http", "os"},
		why:   "two lists are compared; who has them hands them over",
	},
	{
		pkg: "collector/internal/sample",
		why: "it is data with its attribution",
	},
	{
		pkg:     "collector/internal/monitor",
		rooms:   []string{"collector/internal/ingest", "collector/internal/store"},
		modules: []string{"github.com/prometheus/client_golang", "github.com/prometheus/common"},
		never:   []string{"database/sql", "net/http", "os"},
		why:     "it counts what others tell it, and knows neither who asks nor where they keep things",
	},
	{
		pkg: "collector/internal/api",
		rooms: []string{"sdk/event", "js", "collector/internal/account", "collector/internal/audit", "collector/internal/dashboard", "collector/internal/eventschema", "collector/internal/ingest",
			"collector/internal/journey", "collector/internal/live", "collector/internal/metric", "collector/internal/notebook",
			"collector/internal/reconcile", "collector/internal/spreadsheet", "collector/internal/store", "collector/internal/survey", "collector/internal/transfer"},
		modules: []string{"github.com/labstack/echo/v4", "github.com/hashicorp/golang-lru/v2", "golang.org/x/time", "rsc.io/qr"},
		never:   sql,
		why:     "handlers are thin: echo stays at the edge, so that leaving it is a small step",
	},
	{
		pkg: "collector",
		rooms: []string{"sdk/event", "collector/internal/account", "collector/internal/api", "collector/internal/audit", "collector/internal/enrich",
			"collector/internal/ingest", "collector/internal/journey", "collector/internal/metric", "collector/internal/monitor", "collector/internal/notebook",
			"collector/internal/store", "collector/internal/store/sqlite", "collector/internal/transfer"},
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
	// The examples use what any shop may use.
	{pkg: "examples/nethttp", rooms: []string{"sdk"}, why: "five lines must be enough"},
	{pkg: "examples/embedded", rooms: []string{"collector", "sdk"}, why: "a shop's own process can hold the collector with what is public"},
	{pkg: "examples/shop/internal/words", never: http, why: "texts and numbers in two languages"},
	{pkg: "examples/shop/internal/goods", rooms: []string{"examples/shop/internal/words"}, never: http, why: "what is sold, and at which price, is no matter of pages"},
	{
		pkg: "examples/shop/internal/store", rooms: []string{"examples/shop/internal/goods"}, modules: []string{"github.com/mattn/go-sqlite3"},
		never: http, why: "a shop keeps its own database, which knows nothing of Safar",
	},
	{pkg: "examples/shop/internal/bank", rooms: []string{"examples/shop/internal/words"}, why: "the bank is somebody else, who shares nothing with the shop"},
	{
		pkg: "examples/shop",
		rooms: []string{"sdk", "sdk/event", "sdk/sdkecho", "examples/shop/internal/bank", "examples/shop/internal/goods",
			"examples/shop/internal/store", "examples/shop/internal/words"},
		modules: []string{"github.com/labstack/echo/v4"},
		why:     "it uses the SDK as any shop would, with nothing of the collector's",
	},
	{pkg: "examples/shop/cmd/shop", rooms: []string{"examples/shop"}, why: "it parses flags and listens"},

	{
		pkg: "collector/internal/outgoing", never: []string{"database/sql", "os"},
		why: "every question to another machine passes through it, so it has to be read in one sitting",
	},
	{
		pkg: "collector/cmd/safar/internal/doctor", rooms: []string{"collector/internal/account", "collector/internal/outgoing"}, modules: []string{"golang.org/x/net"},
		never: []string{"database/sql", "os"},
		why:   "it sees what a browser sees, and no more",
	},
	{
		pkg: "collector/cmd/safar/internal/entrance", never: sql,
		why: "it meets strangers before anything of ours does, and knows nothing of events",
	},
	{
		pkg: "collector/cmd/safar",
		rooms: []string{"sdk/event", "collector", "collector/internal/demo", "collector/internal/sample", "collector/internal/transfer",
			"collector/cmd/safar/internal/client", "collector/cmd/safar/internal/doctor", "collector/cmd/safar/internal/entrance", "collector/cmd/safar/internal/terminal", "examples/shop"},
		modules: []string{"github.com/alecthomas/kong", "github.com/oklog/run"},
		never:   sql,
		why:     "the program parses, wires and runs; what it can do a shop's own process can do too. Of the examples it runs the shop, for the demo",
	},

	// What only tests import. No line above allows any of it.
	{
		pkg: "collector/internal/browser", modules: []string{"github.com/chromedp/chromedp", "github.com/chromedp/cdproto"},
		why: "it knows how to look at a page, not which",
	},
	{pkg: "collector/internal/reference", why: "it finds files for the tests of every room, so it knows none of them"},
	{
		pkg: "collector/internal/faulty", rooms: []string{"sdk/event"}, modules: []string{"github.com/klauspost/compress"},
		why: "what a sender can do wrong follows from the contract, not from how a room reads it",
	},
	{
		pkg: "collector/internal/hostile", never: []string{"net/http", "os", "database/sql"},
		why: "what harms something careless is data, and knows nothing of who takes it",
	},
	{
		pkg: "collector/internal/history", rooms: []string{"sdk/event", "collector/internal/oracle"},
		never: []string{"database/sql", "net/http", "os/exec"},
		why:   "histories are made up without knowing how the collector will read them",
	},
	{
		pkg: "collector/internal/store/memory", rooms: []string{"sdk/event", "collector/internal/journey", "collector/internal/metric", "collector/internal/store"},
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
	{pkg: "collector/internal/tools/rounds", never: []string{"os", "net/http"}, why: "it is arithmetic"},
	{pkg: "collector/internal/tools/child", never: http, why: "it runs a program and reads what that costs, whichever it is"},
	{
		pkg: "collector/internal/tools/load", rooms: []string{"collector/internal/demo"}, modules: []string{"github.com/google/uuid"},
		never: sql,
		why:   "it sends what shops send to whatever speaks the contract",
	},
	{
		pkg: "collector/internal/tools/floor", modules: []string{"github.com/labstack/echo/v4", "github.com/mattn/go-sqlite3"},
		why: "what the collector is held against owes it nothing",
	},
	{
		pkg: "collector/internal/tools/engine", modules: []string{"github.com/mattn/go-sqlite3"},
		rooms: []string{"collector/internal/tools/child", "collector/internal/tools/load", "collector/internal/tools/rounds"},
		why:   "it measures the program from outside, as its users meet it; of its file it counts rows and pages",
	},
	{
		pkg: "collector/internal/tools/bench", rooms: []string{"collector/internal/tools/engine", "collector/internal/tools/rounds"},
		why: "a tool of the repository knows nothing of the product",
	},
	{pkg: "collector/internal/tools/mutants", why: "a tool of the repository knows nothing of the product"},
	{pkg: "collector/internal/tools/fuzz", never: http, why: "a tool of the repository knows nothing of the product"},
	{
		pkg: "collector/internal/tools/supply", rooms: []string{"js"}, never: http,
		why: "it says what the product is made of; of the product it publishes the tag",
	},
	{pkg: "collector/internal/tools/testcount", why: "a tool of the repository knows nothing of the product"},
}

// linked lists what must not end up in a program that imports a package, however deep.
var linked = []struct {
	pkg, forbidden, why string
}{
	{"sdk/event", "net/http", "a shop's worker that only makes events needs no web server"},
	{"sdk/event", "database/sql", "a sender keeps no database"},
	{"sdk", "github.com/labstack/echo/v4", "a shop with another framework must not compile it"},
	{"sdk", "database/sql", "a sender keeps no database"},
	{"sdk", "github.com/google/uuid", "a shop gets no module of anybody else's with it"},
	{"sdk/sdkecho", "database/sql", "a sender keeps no database"},
	{"collector/internal/journey", "database/sql", "the fold must not even be able to ask"},
	{"collector/internal/journey", "net/http", "the fold must not even be able to ask"},
	{"collector/internal/metric", "database/sql", "the catalogue must not even be able to ask"},
	{"collector/internal/metric", "net/http", "the catalogue must not even be able to ask"},
	{"collector/internal/oracle", "github.com/mattn/go-sqlite3", "the judge shares nothing with the judged"},
	{"collector/internal/api", "github.com/mattn/go-sqlite3", "handlers work on any backend"},
	{"collector/internal/ingest", "github.com/mattn/go-sqlite3", "ingest works on any backend"},
	{"collector/internal/store/sqlite", "net/http", "a database file needs no network"},
	{"collector/cmd/safar", "github.com/chromedp/chromedp", "a browser is for tests"},
	{"collector", "os/exec", "a collector inside a shop's process starts no other"},
}

// testOnly are modules that only tests may import.
var testOnly = []string{"pgregory.net/rapid", "github.com/maxmind/mmdbwriter", "go.uber.org/goleak"}

// oracleLines is the most that the oracle may hold: it has to be read against the
// definitions in one sitting. 900 are the metrics'; funnel, friction and state of mind are
// 200 more, since numbers that weigh revenue need a judge as well.
const oracleLines = 1800
