package filter

allow if {
	some pet in data.pets
	pet.id == input.pet
	visible(pet)
}

visible(pet) if pet.owner == input.user

visible(pet) if {
	pet.clinic == input.clinic
	not pet.secret
}

all_ready if every c in input.containers { c.ready == true }

names := [c.name | some c in input.containers; not startswith(c.image, "trusted/")]

deny contains msg if {
	some c in input.containers
	not startswith(c.image, "trusted/")
	msg := sprintf("%v is not trusted", [c.name])
}

limits[name] := limit if {
	some name, limit in input.limits
	limit > 10
}

level := "high" if {
	input.score > 90
} else := "low" if {
	input.score > 10
}

risky if not safe

safe if {
	input.port in {443, 8443}
	input.tls
}

later if time.now_ns() > input.deadline

mocked if allow with input as {"pet": "x", "user": "y"}
