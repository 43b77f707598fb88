// Command seaports makes ../seaports.tsv from lib/ports.json of the npm package sea-ports:
//
//	npm pack sea-ports && tar xzf sea-ports-*.tgz
//	go run ./mapping/value/data/seaports package/lib/ports.json > mapping/value/data/seaports.tsv
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

type port struct {
	Name     string   `json:"name"`
	City     string   `json:"city"`
	Province string   `json:"province"`
	Alias    []string `json:"alias"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "seaports:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want the path of ports.json")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read the ports: %w", err)
	}
	var ports map[string]port
	if err := json.Unmarshal(text, &ports); err != nil {
		return fmt.Errorf("read the ports: %w", err)
	}
	fmt.Print(head)
	for _, code := range sorted(ports) {
		p := ports[code]
		fmt.Printf("%s\t%s\t%s\n", code, clean(p.Province), strings.Join(called(p), "|"))
	}
	return nil
}

const head = `# Seaports and inland ports, made from the npm package sea-ports by the command in seaports/: see seaports.LICENSE.
# Mistakes are not mended here but in places.tsv, which is read after this file.
# code: UN/LOCODE.  region: state or province.  names: parted by "|".
#code	region	names
`

func sorted(ports map[string]port) []string {
	var codes []string
	for code := range ports {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, cmp.Compare)
	return codes
}

var brackets = regexp.MustCompile(` ?[(\[]([^)\]]*)[)\]]`)

// called are the names of a port: those in brackets too ("Mumbai (ex Bombay)"), and without the word port. Aliases are
// left out: in this source they are the ports next door.
func called(p port) []string {
	var list []string
	add := func(name string) {
		name, _, _ = strings.Cut(name, ",") // an island or a county behind it
		name, _, _ = strings.Cut(name, "/")
		name = clean(strings.TrimPrefix(strings.TrimPrefix(name, "ex "), "Port of "))
		name = strings.TrimSuffix(strings.TrimSuffix(name, " Apt"), " Port")
		if len(name) > 2 && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	for _, name := range []string{p.Name, p.City} {
		add(brackets.ReplaceAllString(name, ""))
		for _, inner := range brackets.FindAllStringSubmatch(name, -1) {
			add(inner[1])
		}
	}
	return list
}

func clean(text string) string {
	text = strings.Join(strings.Fields(brackets.ReplaceAllString(text, "")), " ")
	return strings.NewReplacer("\t", " ", "|", " ").Replace(text)
}
