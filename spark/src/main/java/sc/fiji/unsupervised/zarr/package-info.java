/**
 * Chunked arrays of Zarr 2 and 3 with the metadata of OME-Zarr, on any file system that Hadoop knows. Only what is needed to read
 * an image in parts and to write labels chunk by chunk: {@code dev.zarr:zarr-java} needs a library that is not on Maven Central. Must
 * not import Spark.
 */
package sc.fiji.unsupervised.zarr;
