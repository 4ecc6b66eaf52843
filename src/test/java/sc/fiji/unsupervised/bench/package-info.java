/**
 * Figures of speed, ours and a peer's in turns: {@code scripts/bench}, which writes {@code docs/benchmarks.md}. Not part of
 * the tests.
 */
package sc.fiji.unsupervised.bench;
