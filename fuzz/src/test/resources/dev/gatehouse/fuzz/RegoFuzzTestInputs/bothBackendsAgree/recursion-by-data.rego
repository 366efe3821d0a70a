package shop

paths contains p if walk(input, [p, _])

cross := count([1 | input[_]; input[_]; input[_]])

%%
[1, [2, [3, [4]]], {"a": {"b": null}}]
