/** How time and memory grow with the size of the input, and which stages use all cores; not part of the tests. */
package sc.fiji.unsupervised.growth;
