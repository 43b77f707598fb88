package profile

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"docket/mapping/filing"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

const expressionHint = `Expressions are those of expr-lang.org, over text, cell("B7") and field("vessel"); hold rules have kind, reference, confidence and request too.`

// textEnv is what the expression of a value is over.
type textEnv struct {
	Text  string              `expr:"text"`  // the value as written
	Cell  func(string) string `expr:"cell"`  // text of a cell: "B7" of the same sheet, or "Sheet!B7"
	Field func(string) string `expr:"field"` // first value of a field, "" if the file has none
}

// questionEnv is what the expression of a hold rule is over.
type questionEnv struct {
	textEnv
	Kind       string         `expr:"kind"`
	Reference  string         `expr:"reference"`
	Confidence float64        `expr:"confidence"`
	Request    map[string]any `expr:"request"`
}

func compileText(text string) (*vm.Program, error) {
	program, err := expr.Compile(text, expr.Env(textEnv{}))
	return program, explained(err)
}

func compileQuestion(text string) (*vm.Program, error) {
	program, err := expr.Compile(text, expr.Env(questionEnv{}), expr.AsBool())
	return program, explained(err)
}

// explained is the error of an expression on one line.
func explained(err error) error {
	if err == nil {
		return nil
	}
	if at, ok := errors.AsType[*file.Error](err); ok {
		return fmt.Errorf("the expression cannot be read: %s, at its character %d", at.Message, at.Column+1)
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New("the expression cannot be read: " + line)
}

// textOf runs the expression of a value.
func textOf(program *vm.Program, env textEnv) (string, error) {
	out, err := expr.Run(program, env)
	if err != nil {
		return "", explained(err)
	}
	switch out := out.(type) {
	case nil:
		return "", nil
	case string:
		return strings.TrimSpace(out), nil
	case float64:
		return strconv.FormatFloat(out, 'f', -1, 64), nil
	case int, int64, bool:
		return fmt.Sprint(out), nil
	default:
		return "", fmt.Errorf("the expression gives a %T, and has to give a text or a number", out)
	}
}

// A Question is a filing that a hold rule asks a person about.
type Question struct {
	Message string
	Err     error // where the rule could not be run
}

// Questions are what the profile's hold rules ask about a filing. Request is its JSON, decoded.
func (r *Reading) Questions(kind filing.Kind, reference string, confidence float64, request map[string]any) (questions []Question) {
	if !r.Applied() {
		return nil
	}
	env := questionEnv{textEnv: r.env("", ""), Kind: string(kind), Reference: reference, Confidence: confidence, Request: request}
	for _, rule := range r.Profile.Hold.When {
		switch holds, err := expr.Run(rule.program, env); {
		case err != nil:
			questions = append(questions, Question{Message: rule.Say, Err: explained(err)})
		case holds == true:
			questions = append(questions, Question{Message: rule.Say})
		}
	}
	return questions
}
