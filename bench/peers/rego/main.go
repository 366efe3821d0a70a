// Command regobench evaluates prepared queries with OPA's rego package and reports time and allocation.
//
// It reads a JSON file with an array of cases and writes one JSON line for each, the counterpart of the
// class RegoSide of the benchmarks:
//
//	regobench CASES.json WARM_MILLISECONDS MEASURED_MILLISECONDS
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"golang.org/x/sys/unix"
)

type benchCase struct {
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Modules map[string]string `json:"modules"`
	Data    map[string]any    `json:"data"`
	Query   string            `json:"query"`
	Input   any               `json:"input"`
	Compile bool              `json:"compile"`
}

type outcome struct {
	Name        string  `json:"name"`
	Nanoseconds float64 `json:"nanoseconds"`
	Bytes       float64 `json:"bytes"`
	Result      any     `json:"result"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 3 {
		return fmt.Errorf("usage: regobench CASES.json WARM_MILLISECONDS MEASURED_MILLISECONDS")
	}
	text, err := os.ReadFile(arguments[0])
	if err != nil {
		return err
	}
	var cases []benchCase
	if err := json.Unmarshal(text, &cases); err != nil {
		return err
	}
	warm, err := milliseconds(arguments[1])
	if err != nil {
		return err
	}
	measured, err := milliseconds(arguments[2])
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(os.Stdout)
	for _, each := range cases {
		result, err := measure(each, warm, measured)
		if err != nil {
			return fmt.Errorf("%s: %w", each.Name, err)
		}
		if err := encoder.Encode(result); err != nil {
			return err
		}
	}
	return nil
}

func milliseconds(text string) (time.Duration, error) {
	number, err := strconv.Atoi(text)
	return time.Duration(number) * time.Millisecond, err
}

func measure(each benchCase, warm, measured time.Duration) (*outcome, error) {
	ctx := context.Background()
	run, err := runOf(ctx, each)
	if err != nil {
		return nil, err
	}
	value, err := run()
	if err != nil {
		return nil, err
	}
	if _, err := repeat(run, warm); err != nil {
		return nil, err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := processorTime()
	count, err := repeat(run, measured)
	if err != nil {
		return nil, err
	}
	elapsed := processorTime() - begin
	runtime.ReadMemStats(&after)
	return &outcome{
		Name:        each.Name,
		Nanoseconds: float64(elapsed.Nanoseconds()) / float64(count),
		Bytes:       float64(after.TotalAlloc-before.TotalAlloc) / float64(count),
		Result:      value,
	}, nil
}

// runOf gives what is to be repeated: compiling the case, or evaluating its prepared query.
func runOf(ctx context.Context, each benchCase) (func() (any, error), error) {
	if each.Compile {
		return func() (any, error) {
			_, err := prepare(ctx, each)
			return nil, err
		}, nil
	}
	query, err := prepare(ctx, each)
	if err != nil {
		return nil, err
	}
	input, err := ast.InterfaceToValue(each.Input)
	if err != nil {
		return nil, err
	}
	return func() (any, error) {
		results, err := query.Eval(ctx, rego.EvalParsedInput(input))
		if err != nil || len(results) == 0 {
			return nil, err
		}
		return results[0].Expressions[0].Value, nil
	}, nil
}

func prepare(ctx context.Context, each benchCase) (rego.PreparedEvalQuery, error) {
	version := ast.RegoV1
	if each.Version == "v0" {
		version = ast.RegoV0
	}
	options := []func(*rego.Rego){
		rego.Query(each.Query),
		rego.SetRegoVersion(version),
		rego.Store(inmem.NewFromObjectWithOpts(each.Data, inmem.OptReturnASTValuesOnRead(true))),
	}
	for name, text := range each.Modules {
		options = append(options, rego.Module(name, text))
	}
	return rego.New(options...).PrepareForEval(ctx)
}

// repeat runs, once at least, until the process has had its time of the processor, and says how often.
func repeat(run func() (any, error), duration time.Duration) (int, error) {
	count := 0
	begin := processorTime()
	for left := duration; left > 0; left = begin + duration - processorTime() {
		// That clock costs more than a short run, so it is asked when the time may be over.
		for end := time.Now().Add(left); ; {
			if _, err := run(); err != nil {
				return 0, err
			}
			count++
			if !time.Now().Before(end) {
				break
			}
		}
	}
	return count, nil
}

// processorTime is what this whole process has used, its collector included: on an idle core the same as time on the
// wall, and beside others what would have been.
func processorTime() time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &now); err != nil {
		panic(err)
	}
	return time.Duration(now.Nano())
}
