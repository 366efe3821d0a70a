package a

import rego.v1
import future.keywords
import future.keywords.in
import future.keywords.not
import data.x

p := 1
