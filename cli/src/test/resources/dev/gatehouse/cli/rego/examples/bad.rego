package bad

p if {
	x > 1
}

q if {
	y := f(1)
	p(1)
}
