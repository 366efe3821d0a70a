package shop

import future.keywords.in

default allow = false

allow { input.user == "ann"; not denied }

denied[message] { item := input.items[_]; item.price < 0; message = item.name }

f(x) = y { y := x + 1 } else = 0 { true }
