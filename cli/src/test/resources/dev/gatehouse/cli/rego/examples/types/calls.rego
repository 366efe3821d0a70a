package types.calls

f(x) := x + 1

p if f("a")

p if 1 == "a"

p if concat(",", [1, input.x])

p if walk([1], "x")

p if json.patch({}, {"op": "add"})

p if f(1) with f as startswith

p if sum([x | x := "a"])
