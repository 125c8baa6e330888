package enrich

// GatewaysVersion names the list of payment gateways.
const GatewaysVersion = "2026-11"

// loadGateways reads the payment gateways that every site has.
func loadGateways() (Hosts, error) {
	list, err := entries("gateways.txt")
	if err != nil {
		return Hosts{}, err
	}
	var hosts []string
	for _, e := range list {
		hosts = append(hosts, e.hosts...)
	}
	return NewHosts(hosts...), nil
}
