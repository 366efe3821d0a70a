some x in data.shop.items; x.price > 3; y := {k: v | v := x[k]}; not y["a"] with input as {"b": 1}
