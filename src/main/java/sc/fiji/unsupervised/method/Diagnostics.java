package sc.fiji.unsupervised.method;

import java.util.List;
import java.util.Map;

/**
 * How a training went.
 *
 * @param steps one record per step; empty for methods without steps
 * @param notes what was decided on the way, by name, e.g. the calibrated shifts; in the order of decision
 */
public record Diagnostics(List<StepRecord> steps, Map<String, String> notes) {}
