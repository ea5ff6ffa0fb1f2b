/** The structured scope in which the records of one batch run, whatever shape the running JDK gives it. */
@NullMarked
package io.github.parallelconsumer.internal.scope;

import org.jspecify.annotations.NullMarked;
