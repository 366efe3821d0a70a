# METADATA
# title: Shops
package shop.rules

import data.shop.roles as roles

default allow := false

allow if {
	input.user in roles[_]
	not denied
} else := "maybe" if count(input.path) > 2

denied contains message if {
	some i, item in input.items
	item.price < 0
	message := sprintf("item %d: %v", [i, item])
}

double(x) := x * 2

names[item.id] := item.name if some item in input.items

all_cheap if every item in input.items { item.price <= 10 }
