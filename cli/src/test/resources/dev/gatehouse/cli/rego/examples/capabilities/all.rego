package a

import future.keywords

p = 1 { 1 in [1] }
