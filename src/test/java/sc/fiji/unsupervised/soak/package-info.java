/** A run of hours over real sets that looks for leaks and for results that differ; not part of the tests. */
package sc.fiji.unsupervised.soak;
