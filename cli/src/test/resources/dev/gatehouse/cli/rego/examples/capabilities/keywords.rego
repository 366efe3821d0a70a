package a

import future.keywords.if
import rego.v1

p if 1 in [1]
