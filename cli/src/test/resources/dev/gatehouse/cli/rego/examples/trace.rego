package trace

default allow := false

allow if {
	some x in input.xs
	x > 1
	not bad(x)
}

bad(x) if x == 7

level := "high" if {
	input.level > 5
} else := "low" if {
	input.level > 1
} else := "none"

names contains n if {
	some i
	n := input.names[i]
	trace(sprintf("n=%v", [n]))
}

all_small if {
	every x in input.xs {
		x < 10
	}
}

sizes[name] := size if {
	some name in names
	size := count([c | some c in input.xs; c > count(name)])
}

color := "red" if input.color == "r"

color := "blue" if input.color == "b"

changed if {
	level == "low" with input.level as 2
}
