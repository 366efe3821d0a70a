package p_test

import data.p

test_ok if p.allow with input as {"x": 1}

test_bad if {
	x := 2
	p.allow with input as {"x": x}
}

todo_test_later if false

test_print if {
	print("hello", 1)
	1 == 1
}

test_err if {
	x := 1 / 0
}
test_conflict if {
  y := {k: v | some k in ["a"]; some v in [1, 2]}
}
test_sub[note] if {
  some note, tc in {"one": 1, "two": 2}
  tc == 1
}

test_ok if true

test_groups[g][n] if {
  some g in ["a", "b"]
  some n, v in {"x": 1, "y": 2}
  print(g, n)
  v != 2
}

test_tc[tc.note] if {
  some tc in [{"note": "empty", "a": 1}, {"note": "bad", "a": 2}]
  act := tc.a + 1
  act == 2
}
nested.test_in if true
