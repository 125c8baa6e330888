package history

// agents are well-known user agents, by the name that scripts give them.
func agents() map[string]string {
	return map[string]string{
		"desktop": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
		"mobile":  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
		"tablet":  "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
		"robot":   "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
	}
}

// agent is the user agent that a script's word stands for.
func agent(word string) string {
	if ua, ok := agents()[word]; ok {
		return ua
	}
	return word
}

// agentWord is how a script names a user agent.
func agentWord(ua string) string {
	for word, known := range agents() {
		if ua == known {
			return word
		}
	}
	return ua
}
