package types.counts

p if startswith(1)

p if sprintf("x", [1], 3, 4)

p if time.now_ns(1, 2)
