package shop

squares := [n * n | some n in numbers.range(1, 5)]
unique := {lower(n) | n := input.names[_]}
by_name := {n: i | some i, n in input.names}
mocked := x if x := unique with input.names as ["A", `b`] with count as 3
text := $"there are {count(input.names)} names"
