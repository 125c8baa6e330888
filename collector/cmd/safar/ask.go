package main

import (
	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
)

// askFlags say which collector is asked.
type askFlags struct {
	Data  string `type:"path" placeholder:"DIR" help:"Folder of the collector's data; or --url."`
	URL   string `name:"url" placeholder:"URL" help:"Address of a running collector, with --token."`
	Token string `placeholder:"rt_..." help:"Read token, with --url."`
}

// ask runs f with a client of the collector, over the network or in this process. The command
// is how its user began to write it.
func (a askFlags) ask(e *env, command string, f func(*client.Client) error) error {
	switch {
	case a.Data != "" && a.URL != "":
		return usage("--data and --url exclude each other", "SAFAR_DATA and SAFAR_URL count as well")
	case a.URL != "":
		if a.Token == "" {
			return usage("--url needs a --token", "safar init and safar token add print one")
		}
		from, err := client.New(a.URL, a.Token, version())
		if err != nil {
			return usage(err.Error(), "")
		}
		return f(from)
	case a.Data != "":
		return dataFlag{a.Data}.with(e, func(all *collector.Collector) error {
			token, err := all.OwnToken(e)
			if err != nil {
				return err
			}
			return f(client.InProcess(all.Handler(), token))
		})
	}
	return usage("--data or --url is needed", command+" --data DIR, or "+command+" --url URL --token rt_...")
}
