package u
import rego.v1
import future.keywords.in
import future.keywords.every
p.q.r := 1
p.s[x].y := 2 if x := 3
