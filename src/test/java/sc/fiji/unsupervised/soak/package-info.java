/** Long runs that look for leaks, for results that differ and for memory that grows; not part of the tests. */
package sc.fiji.unsupervised.soak;
