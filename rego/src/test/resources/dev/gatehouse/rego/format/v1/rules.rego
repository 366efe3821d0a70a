package   example.rules
import data.b
import data.a as z # aliased


import input.review
p := 1
q = 2
r contains x if { some x in [1,2,3] }
r contains "y"
s[x] := y if { y := x
  x := 1 }
t.u.v := true
t.u[w] if { w := "k" }
f(x, [a,b], {"k": v}) := x+a*b if v
f(_, _, _) := 0
default g(_) := false
default h := {"a": [1, 2,
  3]}
allow if input.user == "admin"
allow if { input.user == "root"; input.n > 1+2 }

deny if { not allow
  count([ x | x := input.xs[_]; x != null ]) > 0

  every k, v in input { k != v ; v } }
deny if { true } else := "x" if { input.y } else := "z"
i if { {1,2,3} }
j := {x | y} if z
k := ({1} | {2}) & {3}
l := [ (a | b), {(a|b)}, {"k": (a|b)} ]
m := data.a["b"]["c-d"].e["if"].if
n := $"a{x}b{ y with input as 1 }\{c}{1}" 
o := $`raw {x}
 lines`
u := `raw\n`
v1 := "tab\t\u0041"
w1 := -input.x
x1 if walk(input, [path, value]) with input.a as 1 with data.b as 2
y1 := 1.50e3
z1 if input.x with input as {
  "a": 1,
  "b": 2
}
a1 if { some x, y; input[x][y] }
b1 := [1,
 2, 3,

 4
]
c1 := f(1,
  2)
d1 := {"a": {
  "b": 1}, "c": {x: y | some x, y in input}}
