package bad

p {
	x > 1
}
q := {
