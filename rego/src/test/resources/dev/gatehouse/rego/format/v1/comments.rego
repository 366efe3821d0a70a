# top
package example.comments # at package

# above imports
import data.x # at import
# between
import data.a

# METADATA
# title: A rule
# description: |
#   Lines.
p := [ # opens
  1, # one
  # two
  2
  # last
]

# above q


# far above q
q if { # starts
  # inside
  input.x # at x

  # between
  input.y # at y
  # end
}

r := {"a": 1, # a
  "b": [x | # comprehension
    x := 1 # body
    # end of it
  ]}

s if {
  input.a
} else := 1 if { # at else
  input.b
}
# before else
else := 2

t := f(1, # one
  2) # end

u if input.x # on the line
# last comment   
