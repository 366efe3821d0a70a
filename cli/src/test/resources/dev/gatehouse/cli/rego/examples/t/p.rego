package p

import data.base

allow if input.x == 1

deny contains msg if {
	some i in [1, 2]
	msg := sprintf("no %v", [i])
}

f(x) := x + 1

n := count(input.xs)
