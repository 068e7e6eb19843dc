/// Measures one console at a time, in a process of its own.
package dev.handrail.bench.window;
