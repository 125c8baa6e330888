module github.com/safar-cx/safar/sdk/internal/frameworks

go 1.25.0

require github.com/safar-cx/safar v0.1.0

require github.com/go-chi/chi/v5 v5.5.0

replace github.com/safar-cx/safar => ../../..
