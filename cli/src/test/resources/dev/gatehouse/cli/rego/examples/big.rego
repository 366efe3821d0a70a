# METADATA
# title: hi
# custom: {b: 1, a: 2}
package big.q

import data.foo as bar
import future.keywords.and

# c
default p := false

p := x if {
	not q
	some x, y
	x = 1 with input.a as 2
	every k, v in {"a": {1}} { v > 1.5 }
} else := 3 if { f(1) }

f(x) := [y | y := x; true] if { x != {"k": v | v := 1} }

# METADATA
# scope: rule
# description: d
s contains x if { some x in [`r`, null, true] ; $"a{x}b" == "c" }
