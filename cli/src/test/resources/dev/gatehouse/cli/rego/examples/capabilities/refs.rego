package a

import future.keywords.not

v.default := input.if.x
