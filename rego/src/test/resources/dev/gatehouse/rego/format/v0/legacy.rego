package example.legacy
import future.keywords.in
import data.x
p[x] { x = input.xs[_] }
q = 1 { true }
r { input.a } { input.b }
s[k] = v { v = input.m[k]; not k == "x" }
f(_, x) = x { x > 1 }
f(_, x) { x == 1 } else = 2 { x == 0 }
t.u.v = 3
default u = false
w { some y in input.ys; y == 1 }
z = {"a": [1,2], "b": {1,2}} { true }
allow = true
deny["message"] { not allow }
g(1)
