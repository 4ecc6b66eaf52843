/**
 * The SciJava commands, where every parameter is named, described, bounded and given its default, and the command line
 * that uses the same keys. No logic: a command makes the options record, calls
 * {@link sc.fiji.unsupervised.segment.Segmenter} and hands over its result. Entry classes:
 * {@link sc.fiji.unsupervised.command.SegmentStack}, {@link sc.fiji.unsupervised.command.CommandLine},
 * {@link sc.fiji.unsupervised.command.UnsupervisedSegmentation}. Must not import {@code ai.djl}.
 */
package sc.fiji.unsupervised.command;
