package example.logical
import future.keywords.not
import future.keywords
p if { a and b or c }
q if { (a or b) and not (c and d) }
r if { {x := 1; x == 1} or not {y := 2
 y == input.y} }
s if { a == 1 or
   b == 2 or
   c == 3 with input as 1 }
t if not a or not b
u if ({1} | {2}) == {1, 2} and true
v if { not x with input as 2 }
