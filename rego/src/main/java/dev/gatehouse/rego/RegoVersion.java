package dev.gatehouse.rego;

/** The dialect that a module is written in. */
public enum RegoVersion {

  /** Rego before 1.0: {@code if}, {@code in}, {@code contains} and {@code every} come by import. */
  V0,

  /** What is valid before 1.0 and since: words come by import, and the rules of 1.0 hold. */
  V0_AND_V1,

  /** Rego 1.0 and later. */
  V1
}
