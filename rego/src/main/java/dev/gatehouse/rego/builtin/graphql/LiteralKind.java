package dev.gatehouse.rego.builtin.graphql;

/** What a value in GraphQL text can be; in trees it stands as its number, from 0. */
enum LiteralKind {
  VARIABLE, INT, FLOAT, STRING, BLOCK, BOOLEAN, NULL, ENUM, LIST, OBJECT
}
