package a

q.r.s = 1 { true }
s[x].y = 1 { x := 1 }
t.x.y[z] { z := 1 }
u[z] { z := 1 }
w[z] = 1 { z := 1 }
