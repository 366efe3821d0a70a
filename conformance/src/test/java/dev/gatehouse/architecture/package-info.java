/** The house rules, checked: which module may use which, and how large a piece of code may be. */
@NullMarked
package dev.gatehouse.architecture;

import org.jspecify.annotations.NullMarked;
