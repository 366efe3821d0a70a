/**
 * Parsed modules in, a {@link dev.gatehouse.rego.compile.CheckedPolicy} in core form out; or a
 * {@link dev.gatehouse.rego.PolicyException} with every issue found. The stages and their order are
 * OPA's, so acceptance, messages, evaluation order and swallowed errors agree with it; they are
 * listed in {@link dev.gatehouse.rego.compile.Compiler}.
 *
 * <p>Core form:
 * <ol>
 * <li>A reference starts with {@code data}, {@code input}, a local variable, a literal collection or
 * a comprehension; no name of an import or of a rule of the same package is left. A call's operator
 * is a reference: {@code data.…} for functions of modules, otherwise the dotted name of a built-in
 * function as a variable followed by strings.
 * <li>Local variables have names of their own within all modules ({@code __local0__}); a wildcard is
 * {@code $0}, {@code $1} and so on. Declarations are gone: {@code :=} is {@code eq}, {@code some} is
 * gone, {@code some k, v in xs} is {@code eq} of {@code v} and the reference {@code xs[k]}.
 * <li>There are no call terms: a nested call is an expression of its own whose last argument, one
 * more than the function's arity, is the output. Template strings are calls of
 * {@code internal.template_string}.
 * <li>The parts of a reference after its head are scalars, variables or literal collections.
 * <li>Keys, values and reference parts of rule heads hold no calls, references or comprehensions;
 * these were moved into the body. Arguments of functions stay patterns.
 * <li>{@code with} targets are resolved, their values are variables or literals.
 * <li>Every body, those of comprehensions and of {@code every} too, is in an order in which each
 * variable is bound before its use.
 * <li>{@code print} is erased, or is {@code internal.print} of an array of set comprehensions.
 * </ol>
 */
@NullMarked
package dev.gatehouse.rego.compile;

import org.jspecify.annotations.NullMarked;
