/// Measures Handrail against its peers, each pair interleaved in one run.
package dev.handrail.bench;
