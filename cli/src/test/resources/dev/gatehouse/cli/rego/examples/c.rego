package x # hi
