package x

p := "%d %% 100% %"

q["%s"] := 1
