package types.function

f(x, y) := {"k": x, "l": y}

p if f[input.x]
