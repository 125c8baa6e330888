// Package dashboard holds the merchant's pages, built and ready to be served.
//
// They are a program of their own: TypeScript and Preact in src, plain style sheets in style,
// bundled into dist by the program in build. dist is committed, so that neither building nor
// running a collector needs anything but Go, and a test says when it is stale. Types are
// checked with the configuration in tsconfig.json, which esbuild itself does not do.
//
// The pages speak the public API and nothing else. Whatever they show a program can ask for,
// too, and the package imports no other room: what it offers is files.
//
// Some things hold in all of it:
//
//   - An address says what is shown (view.ts): page, range, comparison, filters, site. How it
//     is shown (language, digits, calendar, Toman, colours) is the reader's and stays in the
//     browser (settings.ts). So a link shows the same to everybody, each in their own way.
//   - A page is a script of its own that is fetched when somebody opens it (pages.ts names them
//     all, app.tsx loads them), with its own words in src/text and shapes in src/shapes. Only
//     the map, and what all pages share, come at once.
//   - Every text has its three languages side by side in src/text, and the type of the table
//     misses one that is missing. Words are those of the glossary; the metrics' names and
//     definitions come from the catalogue.
//   - Money stays a decimal string from the collector to the screen (decimal.ts), Toman
//     included. Only what is drawn, such as a bar, is calculated in binary.
//   - Better and worse, and their colours, are said only of changes that are more than chance.
//     Where few were counted the counts stand in front. No data is a word, not a zero.
//   - What is behind a picture stands in a table beside it. All that a pointer can do a
//     keyboard can.
//   - There is no inline script or style, so Policy can be as strict as it is. Whatever comes
//     from outside is put into the page as text, and every text goes through shown.ts, which
//     names characters that show nothing or turn the direction of others.
//   - While something is loading its room is kept, and while it loads again the old stays.
package dashboard
