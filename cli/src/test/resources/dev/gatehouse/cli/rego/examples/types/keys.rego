package types.keys

some_object := {"a": 1, "b": [1, 2], 3: true, [1]: "x", null: {2}}

p if {
	x := {"a": 1, [1, {"b": null}]: 2, null: 3}
	x.c
}

p if {
	x := {1, null, "b"}
	x[{"a": "b"}]
}

p if {
	x := [1, "a"]
	x[input.z].foo
}

p if {
	x := {"a": 1}
	y := 1
	x[y].foo
}
