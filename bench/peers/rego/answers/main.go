// Command regoanswers compiles modules and evaluates queries with OPA's packages, for the differential tests.
//
// It reads one program a line from standard input, as JSON, and writes one line for each: the errors of its
// modules, or what each query gives; for a program that asks for it, the modules formatted instead.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/print"
	"github.com/open-policy-agent/opa/v1/util"
)

const longest = 10 * time.Second

type module struct {
	Name    string `json:"name"`
	Text    string `json:"text"`
	Version string `json:"version"`
}

type program struct {
	Modules      []module        `json:"modules"`
	Data         json.RawMessage `json:"data"`
	Input        json.RawMessage `json:"input"`
	Queries      []string        `json:"queries"`
	Strict       bool            `json:"strict"`
	StrictErrors bool            `json:"strict_errors"`
	Format       string          `json:"format"` // "v0", "v0-v1" or "v1": format, do not evaluate
	Experimental bool            `json:"experimental"`
	Partial      *partial        `json:"partial"` // evaluate in part
}

type partial struct {
	Unknowns         []string `json:"unknowns"`
	DisableInlining  []string `json:"disable_inlining"`
	Shallow          bool     `json:"shallow"`
	Nondeterministic bool     `json:"nondeterministic"`
}

type problem struct {
	Code    string `json:"code"`
	File    string `json:"file,omitempty"`
	Row     int    `json:"row"`
	Col     int    `json:"col"`
	Message string `json:"message"`
}

type solution struct {
	Bindings    map[string]any `json:"bindings,omitempty"`
	Expressions []any          `json:"expressions"`
}

type answer struct {
	Solutions []solution `json:"solutions"`
	Errors    []problem  `json:"errors,omitempty"`
	Printed   []string   `json:"printed,omitempty"`
	TimedOut  bool       `json:"timed_out,omitempty"`
	Partial   *string    `json:"partial,omitempty"`
}

type outcome struct {
	Errors  []problem `json:"errors,omitempty"`
	Answers []answer  `json:"answers,omitempty"`
	Formats []string  `json:"formats,omitempty"`
}

func main() {
	reader := bufio.NewReaderSize(os.Stdin, 1<<20)
	writer := bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		line, err := reader.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked program
		if err := json.Unmarshal(line, &asked); err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			os.Exit(1)
		}
		if err := encoder.Encode(guarded(asked)); err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			os.Exit(1)
		}
		writer.Flush()
	}
}

func guarded(asked program) (result outcome) {
	defer func() {
		if reason := recover(); reason != nil {
			result = outcome{Errors: []problem{{Code: "panic", Message: fmt.Sprint(reason)}}}
		}
	}()
	if asked.Format != "" {
		return formatted(asked)
	}
	return evaluated(asked)
}

func versionOf(text string) ast.RegoVersion {
	switch text {
	case "v0":
		return ast.RegoV0
	case "v0-v1":
		return ast.RegoV0CompatV1
	default:
		return ast.RegoV1
	}
}

func formatted(asked program) outcome {
	var result outcome
	target := versionOf(asked.Format)
	for _, each := range asked.Modules {
		options := format.Opts{
			RegoVersion:   target,
			ParserOptions: &ast.ParserOptions{RegoVersion: versionOf(each.Version)},
		}
		text, err := format.SourceWithOpts(each.Name, []byte(each.Text), options)
		if err != nil {
			result.Errors = append(result.Errors, problems(err)...)
			continue
		}
		result.Formats = append(result.Formats, string(text))
	}
	return result
}

func evaluated(asked program) outcome {
	modules := map[string]*ast.Module{}
	var parseErrors []problem
	for _, each := range asked.Modules {
		options := ast.ParserOptions{RegoVersion: versionOf(each.Version), ProcessAnnotation: true}
		parsed, err := ast.ParseModuleWithOpts(each.Name, each.Text, options)
		if err != nil {
			parseErrors = append(parseErrors, problems(err)...)
			continue
		}
		modules[each.Name] = parsed
	}
	if len(parseErrors) > 0 {
		return outcome{Errors: parseErrors}
	}
	data := map[string]any{}
	if len(asked.Data) > 0 {
		if err := util.UnmarshalJSON(asked.Data, &data); err != nil {
			return outcome{Errors: []problem{{Code: "data", Message: err.Error()}}}
		}
	}
	store := inmem.NewFromObject(data)
	ctx := context.Background()
	transaction, err := store.NewTransaction(ctx)
	if err != nil {
		return outcome{Errors: problems(err)}
	}
	defer store.Abort(ctx, transaction)
	compiler := ast.NewCompiler().
		SetErrorLimit(0).
		WithStrict(asked.Strict).
		WithEnablePrintStatements(true).
		WithUseTypeCheckAnnotations(true)
	compiler.Compile(modules)
	if compiler.Failed() {
		return outcome{Errors: problems(compiler.Errors)}
	}
	var input ast.Value
	if len(asked.Input) > 0 && !bytes.Equal(asked.Input, []byte("null")) {
		if input, err = ast.ValueFromReader(bytes.NewReader(asked.Input)); err != nil {
			return outcome{Errors: problems(err)}
		}
	}
	var result outcome
	for _, query := range asked.Queries {
		result.Answers = append(result.Answers, answerTo(ctx, query, asked, compiler, store, transaction, input))
	}
	return result
}

type lines struct{ printed []string }

func (l *lines) Print(_ print.Context, text string) error {
	if len(l.printed) < 100 {
		l.printed = append(l.printed, text)
	}
	return nil
}

func answerTo(ctx context.Context, query string, asked program, compiler *ast.Compiler, store storage.Store,
	transaction storage.Transaction, input ast.Value) answer {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	var printed lines
	options := []func(*rego.Rego){
		rego.Compiler(compiler),
		rego.Store(store),
		rego.Transaction(transaction),
		rego.Query(query),
		rego.StrictBuiltinErrors(asked.StrictErrors),
		rego.PrintHook(&printed),
		rego.EnablePrintStatements(true),
		rego.GenerateJSON(func(term *ast.Term, _ *rego.EvalContext) (any, error) {
			return term.String(), nil
		}),
	}
	if input != nil {
		options = append(options, rego.ParsedInput(input))
	}
	if asked.Partial != nil {
		return leftOf(ctx, asked.Partial, options)
	}
	results, err := rego.New(options...).Eval(ctx)
	gives := answer{Solutions: []solution{}, Printed: printed.printed}
	if err != nil {
		gives.TimedOut = ctx.Err() != nil
		gives.Errors = problems(err)
		return gives
	}
	for _, each := range results {
		one := solution{Bindings: each.Bindings}
		for _, expression := range each.Expressions {
			one.Expressions = append(one.Expressions, expression.Value)
		}
		gives.Solutions = append(gives.Solutions, one)
	}
	return gives
}

// leftOf gives the queries and modules that a partial evaluation leaves, modules by the names of their packages.
func leftOf(ctx context.Context, asked *partial, options []func(*rego.Rego)) answer {
	options = append(options,
		rego.Unknowns(asked.Unknowns),
		rego.DisableInlining(asked.DisableInlining),
		rego.ShallowInlining(asked.Shallow),
		rego.NondeterministicBuiltins(asked.Nondeterministic),
		rego.SetRegoVersion(ast.RegoV1))
	left, err := rego.New(options...).Partial(ctx)
	if err != nil {
		return answer{Errors: problems(err), TimedOut: ctx.Err() != nil}
	}
	var text strings.Builder
	slices.SortFunc(left.Support, func(a, b *ast.Module) int { return a.Package.Path.Compare(b.Package.Path) })
	write := func(header string, node any) error {
		lines, err := format.AstWithOpts(node, format.Opts{IgnoreLocations: true, RegoVersion: ast.RegoV1})
		fmt.Fprintf(&text, "# %s\n%s", header, lines)
		return err
	}
	for _, query := range left.Queries {
		if err := write("Query", query); err != nil {
			return answer{Errors: problems(err)}
		}
	}
	for _, module := range left.Support {
		if err := write("Module", module); err != nil {
			return answer{Errors: problems(err)}
		}
	}
	whole := text.String()
	return answer{Partial: &whole}
}

// problems lists what an error tells, with its codes and locations where it has them.
func problems(err error) []problem {
	var list []problem
	var parsed ast.Errors
	var single *ast.Error
	var halted *topdown.Error
	var several rego.Errors
	switch {
	case errors.As(err, &parsed):
		for _, each := range parsed {
			list = append(list, detailed(each))
		}
	case errors.As(err, &several):
		for _, each := range several {
			list = append(list, problems(each)...)
		}
	case errors.As(err, &single):
		list = append(list, detailed(single))
	case errors.As(err, &halted):
		list = append(list, problemAt(halted.Code, halted.Message, halted.Location))
	default:
		list = append(list, problem{Code: "error", Message: err.Error()})
	}
	return list
}

func detailed(each *ast.Error) problem {
	message := each.Message
	if each.Details != nil && each.Code == ast.TypeErr {
		for _, line := range each.Details.Lines() {
			message += "\n\t" + line
		}
	}
	return problemAt(each.Code, message, each.Location)
}

func problemAt(code, message string, location *ast.Location) problem {
	at := problem{Code: code, Message: strings.ToValidUTF8(message, "\ufffd")}
	if location != nil {
		at.File, at.Row, at.Col = location.File, location.Row, location.Col
	}
	return at
}
