/**
 * The viewer: a web server to which the demo's processes report, its page, and the client with which they report. Record
 * keys and values never get here.
 */
@NullMarked
package io.github.parallelconsumer.demo.viewer;

import org.jspecify.annotations.NullMarked;
