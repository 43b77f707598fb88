package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"docket/mapping/code"
	"docket/publish"

	"github.com/jedib0t/go-pretty/v6/table"
)

// toldCodes are the codes of problems that no rule finds: those of reading files, then those of sending filings.
func toldCodes() []code.Code { return slices.Concat(code.All(), publish.Codes()) }

// A codeLine is a code as JSON. Its names are a contract; those that it shares with a rule's mean the same.
type codeLine struct {
	Code        string      `json:"code"`
	Theme       string      `json:"theme"`
	Level       code.Effect `json:"level"`
	Title       string      `json:"title"`
	Explanation string      `json:"explanation"`
	Remedy      string      `json:"remedy"`
}

func codesAsJSON(w *world, codes []code.Code) error {
	encoder := json.NewEncoder(w.out)
	encoder.SetEscapeHTML(false)
	for _, c := range codes {
		if err := encoder.Encode(codeLine{c.Code, c.Theme, c.Effect, c.Title, c.Explanation, c.Remedy}); err != nil {
			return err
		}
	}
	return nil
}

func listCodes(w *world, codes []code.Code) error {
	t := newList("code", "level", "what is so")
	for i, c := range codes {
		if i > 0 && c.Theme != codes[i-1].Theme {
			t.AppendSeparator()
		}
		t.AppendRow(table.Row{c.Code, c.Effect, c.Title})
	}
	_, err := fmt.Fprintf(w.out, "\nWhat else problems tell, of reading the file and of sending its filings:\n\n%s\n\n%d codes.", t.Render(), len(codes))
	return err
}

func explainCodes(w *world, codes []code.Code) error {
	for i, c := range codes {
		if i > 0 {
			fmt.Fprintln(w.out)
		}
		if _, err := fmt.Fprintf(w.out, "%s: %s.\n\n%s\n\n  level   %s\n  remedy  %s\n", c.Code, c.Title, wrap(c.Explanation), c.Effect, c.Remedy); err != nil {
			return err
		}
	}
	return nil
}
