# METADATA
# title: calls what is not known
# schemas:
# - input: {type: string}
package inspected.unknown

import data.lib

p if {
	x := lib.f(1)
	y := foo.baz(x)
	y == 2
	print("seen", y)
	every z in input.zs { z < 3 }
	$"a{input.b}" == "c"
}

q if foo.bar(foo.baz(1)) with foo.bar as true
