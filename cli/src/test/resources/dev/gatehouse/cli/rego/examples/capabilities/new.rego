package a

p := $"x{1}"

v.default := input.if.x

w := any([true])
